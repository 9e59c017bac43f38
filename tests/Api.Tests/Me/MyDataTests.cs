using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Contracts.Members;

namespace Reviews.Api.Tests.Me;

/// <summary>Members take all they have with them, and can erase themselves.</summary>
public sealed class MyDataTests(SharedSite shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfAMember_HoldsAccountAndVotesWithoutSecrets()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var (kept, withdrawn) = (await shared.NewFilmAsync(), await shared.NewFilmAsync());
        await member.VoteAsync(kept, "4.5");
        await member.VoteAsync(withdrawn, "1");
        using var gone = await member.DeleteAsync($"/api/films/{withdrawn}/ratings/me", Ct);

        var export = await member.ReadAsync("/api/me/export");

        Assert.Equal(email, export.GetProperty("account").GetProperty("email").GetString());
        var ratings = export.GetProperty("ratings");
        Assert.Equal((kept, 4.5m, "api"), (ratings[0].GetProperty("filmId").GetString(), ratings[0].GetProperty("stars").GetDecimal(), ratings[0].GetProperty("origin").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, ratings[1].GetProperty("stars").ValueKind);
        foreach (var secret in new[] { "passwordHash", "securityStamp", "authenticatorKey\"" })
            Assert.DoesNotContain(secret, export.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Delete_Member_IsSignedOutEverywhereAndAveragesAreAsIfNeverVoted()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        using var elsewhere = await shared.Site.BrowserAsync(email);
        using var other = await shared.Site.NewMemberAsync();
        var film = await shared.NewFilmAsync();
        await other.VoteAsync(film, "2");
        await member.VoteAsync(film, "5");
        var userId = (await member.ReadAsync("/api/me")).GetProperty("userId").GetString();

        using var erased = await member.DeleteAsync("/api/me", Ct);

        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        foreach (var dead in new[] { member, elsewhere })
        {
            using var refused = await dead.AskAsync("/api/me");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var visitor = shared.Site.Visitor();
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        var done = await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");
        Assert.Equal((1, 1), (done.GetProperty("votes").GetProperty("total").GetInt32(), done.GetProperty("votes").GetProperty("done").GetInt32()));
        await Eventually.GetAsync(() => visitor.ReadAsync($"/api/films/{film}/rating"), rating => rating.GetProperty("count").GetInt32() == 1 && rating.GetProperty("average").GetDecimal() == 2m);
        using var profile = await visitor.AskAsync($"/api/users/{userId}");
        Assert.Equal(HttpStatusCode.NotFound, profile.StatusCode);
        using var again = await visitor.RegisterAsync(email);   // the e-mail is free
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Erasure_WrongAddressOrAfterThirtyDays_IsNotTold()
    {
        await using var site = await Site.StartAsync();
        using var member = await site.NewMemberAsync();
        using var erased = await member.DeleteAsync("/api/me", Ct);
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        using var visitor = site.Visitor();
        await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");

        foreach (var address in new[] { href[..^1], href[..^1] + (href[^1] == '0' ? '1' : '0'), "/api/erasures/x" })
        {
            using var wrong = await visitor.AskAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        site.Clock.Advance(TimeSpan.FromDays(31));
        using var late = await visitor.AskAsync(href);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Delete_Operator_IsRefused()
    {
        using var boss = await shared.Site.OperatorAsync();
        using var response = await boss.DeleteAsync("/api/me", Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task Vote_OfASuspendedMember_IsForbiddenAndReadingIsNot()
    {
        using var member = await shared.Site.NewMemberAsync();
        var film = await shared.NewFilmAsync();
        var userId = long.Parse((await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!, provider: null);
        await shared.Site.Grains.GetGrain<IUserGrain>(userId).SuspendAsync("spam");

        using var vote = await member.PutJsonAsync($"/api/films/{film}/ratings/me", """{"stars":3}""");
        Assert.Equal(HttpStatusCode.Forbidden, vote.StatusCode);
        Assert.Equal("spam", (await member.ReadAsync("/api/me/export")).GetProperty("suspension").GetString());
    }

    [Fact]
    public async Task ErasePage_PasswordAndTick_LeadsToTheProgress()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/erase");
        await browser.PressAsync("[data-part=erase]", ("Input.Password", "wrong"), ("Input.IsSure", "true"));
        Assert.NotEmpty(browser.Text(".form-errors"));

        await browser.PressAsync("[data-part=erase]", ("Input.Password", Site.Password), ("Input.IsSure", "true"));
        Assert.StartsWith("/account/erased/", browser.Address, StringComparison.Ordinal);
        Assert.StartsWith("Your account is", browser.Text("h1"), StringComparison.Ordinal);
    }
}
