using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>A member's public page, and a member's own ratings.</summary>
public sealed class MemberPageTests(SharedSite shared)
{
    private const string Titles = ".own-ratings .film-title";

    [Fact]
    public async Task Get_Member_ShowsTheNameAndHowManyRatings()
    {
        var filmId = await shared.NewFilmAsync();
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        await member.VoteAsync(filmId, "3");
        var me = await member.ReadAsync("/api/me");
        var address = $"/members/{me.GetProperty("userId").GetString()}";

        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(address);
        Assert.Equal(me.GetProperty("displayName").GetString(), browser.Text("h1"));
        Assert.Equal("1", browser.Text(".member-facts dd"));
        Assert.NotNull(browser.Page.QuerySelector(".member-facts time[datetime]"));
        Assert.DoesNotContain(email, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("main a[href='/account/ratings']"));
    }

    /// <summary>A name is text, for everybody who reads it and for operators.</summary>
    [Fact]
    public async Task Get_MemberWithHtmlInTheName_ShowsItAsText()
    {
        var (name, email) = ($"<i>{Guid.NewGuid():N}"[..26] + "&'\"</i>", Calls.NewEmail());
        using var member = await shared.Site.NewMemberAsync(email);
        using var named = await member.PutJsonAsync("/api/me", System.Text.Json.JsonSerializer.Serialize(new { displayName = name }));
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        var userId = (await member.ReadAsync("/api/me")).GetProperty("userId").GetString();

        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/members/{userId}");
        Assert.Equal(name, browser.Find("h1").TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll("main i"));

        await browser.OpenAsync("/account/login");
        await browser.PressAsync("main button", ("Input.Email", Site.OperatorEmail), ("Input.Password", Site.Password));
        await browser.OpenAsync($"/account/roles?member={email}");
        Assert.Contains(name, browser.Find("main").TextContent, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("main i"));
    }

    [Fact]
    public async Task Get_OwnPage_LeadsToTheOwnRatings()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync(browser.Find(".menu a[href^='/members/']").GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector("main a[href='/account/ratings']"));
    }

    [Fact]
    public async Task Get_OwnRatingsBeforeTheFirst_InvitesToRate()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/ratings");
        Assert.StartsWith("You haven’t rated any films yet.", browser.Text(".empty p"), StringComparison.Ordinal);
        Assert.Equal("/films", browser.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Get_OwnRatings_AreListedNewestFirstPageByPage()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var films = new List<string>();
        for (var i = 0; i < 26; i++)
        {
            films.Add(await shared.NewFilmAsync());
            await member.VoteAsync(films[^1], "3.5");
        }

        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login");
        await browser.PressAsync("main form[method=post] button", ("Input.Email", email), ("Input.Password", Site.Password));
        await browser.OpenAsync("/account/ratings");
        Assert.Equal("3½ stars", browser.Text(".own-stars b"));
        var shown = Shown(browser);
        Assert.Equal(24, shown.Length);
        await browser.OpenAsync(browser.Find("a[rel=next]").GetAttribute("href")!);
        Assert.Null(browser.Page.QuerySelector("a[rel=next]"));
        Assert.Equal(films.Select(film => $"/films/{film}").Reverse(), [.. shown, .. Shown(browser)]);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Get_OwnRatingsWithACursorThatNoPageGave_AreTheNewest(string cursor)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync($"/account/ratings?cursor={cursor}");
        Assert.Equal("/account/ratings", browser.Address);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task Get_OwnRatingsSignedOut_LeadsToSignIn()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/ratings");
        Assert.StartsWith("/account/login", browser.Address, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Shown(PaperBrowser browser) =>
        [.. browser.Page.QuerySelectorAll(Titles + " a").Select(link => link.GetAttribute("href")!)];
}
