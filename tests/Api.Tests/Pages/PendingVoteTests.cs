using System.Net;
using AngleSharp.Html.Dom;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;

namespace Reviews.Api.Tests.Pages;

/// <summary>Votes of readers who are not signed in, or not any more: kept, and cast once they are.</summary>
public sealed class PendingVoteTests(SharedSite shared)
{
    private const string RateButton = "vote-form button";
    private const string WithdrawButton = "vote-form [data-part=withdraw]";
    private const string SignInButton = "main .short-form button";

    [Fact]
    public async Task Vote_NotSignedInThenSignsIn_IsCastOnceAndThePageSaysSo()
    {
        var filmId = await shared.NewFilmAsync();
        var email = await NewReaderAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Empty(browser.Cookies);

        await browser.PressAsync(RateButton, ("halfStars", "7"));
        Assert.Equal($"/account/login?returnUrl=%2Ffilms%2F{filmId}%23vote", browser.Address);
        await SignInAsync(browser, email);
        Assert.Equal($"/films/{filmId}", browser.Address);
        Assert.Equal("You’re signed in, and your rating has been saved: 3½ stars.", browser.Text("[data-part=status]"));
        Assert.Equal(
            "You’re signed in, and your rating has been saved: three and a half stars.", browser.Text("vote-form [data-part=spoken]"));
        Assert.Equal("1 rating", browser.Text("[data-part=count]"));
        Assert.True(((IHtmlInputElement)browser.Find("input[value='7']")).IsChecked);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == PendingVotes.CookieName);

        await browser.PressAsync(RateButton, ("halfStars", "2"));
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal("1.00", browser.Text("[data-part=average]"));
        Assert.Equal("", browser.Text("[data-part=status]"));
    }

    [Fact]
    public async Task Vote_NotSignedInThenJoins_IsCast()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        await browser.PressAsync(RateButton, ("halfStars", "10"));
        await browser.JoinAsync($"/films/{filmId}");
        Assert.Equal("5.00", browser.Text("[data-part=average]"));
        Assert.StartsWith("You’re signed in", browser.Text("[data-part=status]"), StringComparison.Ordinal);
    }

    /// <summary>The form still carries the token of the session that is over.</summary>
    [Fact]
    public async Task Vote_SessionExpiredMeanwhile_IsKeptAndCast()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync($"/films/{filmId}");
        browser.LoseSession();
        await browser.PressAsync(RateButton, ("halfStars", "9"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await SignInAsync(browser, email);
        Assert.Equal("4.50", browser.Text("[data-part=average]"));
    }

    [Fact]
    public async Task Withdraw_SessionExpiredMeanwhile_IsKeptAndDone()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync($"/films/{filmId}");
        await browser.PressAsync(RateButton, ("halfStars", "9"));
        browser.LoseSession();
        await browser.PressAsync(WithdrawButton);
        await SignInAsync(browser, email);
        Assert.Equal("You’re signed in, and your rating has been withdrawn.", browser.Text("[data-part=status]"));
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
    }

    [Fact]
    public async Task Get_VoteWaits_ShowsTheStarsButDoesNotCount()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        await browser.PressAsync(RateButton, ("halfStars", "6"));
        await browser.OpenAsync($"/films/{filmId}");
        Assert.True(((IHtmlInputElement)browser.Find("input[value='6']")).IsChecked);
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
    }

    [Fact]
    public async Task Vote_TwoFilmsNotSignedIn_TheLaterOneIsKept()
    {
        var (first, second) = (await shared.NewFilmAsync(), await shared.NewFilmAsync());
        using var browser = new PaperBrowser(shared.Site);
        foreach (var filmId in (string[])[first, second])
        {
            await browser.OpenAsync($"/films/{filmId}");
            await browser.PressAsync(RateButton, ("halfStars", "8"));
        }

        await browser.JoinAsync($"/films/{first}");
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
        await browser.OpenAsync($"/films/{second}");
        Assert.Equal("1 rating", browser.Text("[data-part=count]"));
    }

    /// <summary>Signed in elsewhere meanwhile, and voted there: that is the newer wish.</summary>
    [Fact]
    public async Task Vote_SignedInWhileAnotherWaits_TheNewestCounts()
    {
        var filmId = await shared.NewFilmAsync();
        var email = await NewReaderAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        await browser.PressAsync(RateButton, ("halfStars", "1"));
        await SignInAwayFromTheFilmAsync(browser, email);
        await browser.SendAsync($"/films/{filmId}?handler=vote", [KeyValuePair.Create("halfStars", "8")], "same-origin");
        Assert.Equal("Saved: 4 stars.", browser.Text("[data-part=status]"));
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal("4.00", browser.Text("[data-part=average]"));
    }

    [Fact]
    public async Task Vote_NotSignedInOnNoFilm_IsStatus404AndNothingIsKept()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.SendAsync("/films/no-such-film-1900?handler=vote", [KeyValuePair.Create("halfStars", "7")], "same-origin");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task Vote_NotSignedInFromAPageOfOthers_IsStatus400AndNothingIsKept()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.SendAsync("/films/alien-1979?handler=vote", [KeyValuePair.Create("halfStars", "1")], "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Empty(browser.Cookies);
    }

    [Theory]
    [InlineData("7 alien-1979")]
    [InlineData("")]
    [InlineData("CfDJ8")]
    public async Task Get_CookieOfNobody_IsAsIfThereWereNone(string cookie)
    {
        using var visitor = shared.Site.Visitor();
        visitor.DefaultRequestHeaders.Add("Cookie", $"{PendingVotes.CookieName}={Uri.EscapeDataString(cookie)}");
        using var response = await visitor.AskAsync("/films/alien-1979");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(
            "checked", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-3_600, false)]
    public void Read_ByTheTimeThatIsLeft_IsGoodUntilThen(int secondsLeft, bool isGood)
    {
        var (now, vote) = (DateTimeOffset.UnixEpoch.AddDays(20_000), new PendingVote("alien-1979", 7));
        Assert.Equal(isGood ? vote : null, PendingVote.Read(vote.Write(now.AddSeconds(secondsLeft)), now));
    }

    [Theory]
    [InlineData("9999999999 11 alien-1979")]
    [InlineData("9999999999 256 alien-1979")]
    [InlineData("9999999999 -1 alien-1979")]
    [InlineData("9999999999 7 Alien 1979")]
    [InlineData("9999999999 7 ../secret")]
    [InlineData("soon 7 alien-1979")]
    [InlineData("")]
    public void Read_NoLineOfOurs_IsNoVote(string line) => Assert.Null(PendingVote.Read(line, DateTimeOffset.UnixEpoch));

    private async Task<string> NewReaderAsync()
    {
        using var member = new PaperBrowser(shared.Site);
        return await member.JoinAsync();
    }

    private static async Task SignInAwayFromTheFilmAsync(PaperBrowser browser, string email)
    {
        await browser.OpenAsync("/account/login");
        await SignInAsync(browser, email);
    }

    private static Task SignInAsync(PaperBrowser browser, string email) =>
        browser.PressAsync(SignInButton, ("Input.Email", email), ("Input.Password", Site.Password));
}
