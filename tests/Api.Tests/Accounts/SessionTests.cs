using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Sessions are records on the server: what ends one ends its cookie and its tokens.</summary>
public sealed class SessionTests(SharedSite shared)
{
    [Fact]
    public async Task Logout_ByToken_EndsAccessAndRefreshToken()
    {
        var (client, tokens, _) = await SignedInAsync();
        using var ended = await client.PostJsonAsync("/api/account/logout", "{}");
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);

        using var me = await client.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, me);
        using var refreshed = await RefreshAsync(client, tokens.Refresh);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, refreshed);
        client.Dispose();
    }

    [Fact]
    public async Task Logout_ByCookie_EndsTheCookieThatSomebodyHasCopied()
    {
        using var member = await shared.Site.NewMemberAsync("copied@example.com");
        using var browser = await shared.Site.BrowserAsync("copied@example.com");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await browser.AskAsync("/api/me")).StatusCode);

        using var ended = await browser.PostJsonAsync("/api/account/logout", "{}");

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.AskAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await member.AskAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Refresh_TheSameTokenTwice_EndsTheSession()
    {
        var (client, tokens, _) = await SignedInAsync();
        using var first = await RefreshAsync(client, tokens.Refresh);
        var next = await TokensInAsync(first);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", next.Access);
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync("/api/me")).StatusCode);

        using var second = await RefreshAsync(client, tokens.Refresh);

        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, second);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.AskAsync("/api/me")).StatusCode);
        using var third = await RefreshAsync(client, next.Refresh);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, third);
        client.Dispose();
    }

    [Fact]
    public async Task Sessions_OfAMember_AreListedAndEndedOneByOne()
    {
        var (client, _, email) = await SignedInAsync();
        using var other = await shared.Site.SignedInAsync(email);
        using var browser = await shared.Site.BrowserAsync(email);

        var sessions = (await client.ReadAsync("/api/me/sessions")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(3, sessions.Length);
        Assert.Equal(1, sessions.Count(session => session.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal(1, sessions.Count(session => session.GetProperty("kind").GetString() == "browser"));
        var id = (await other.ReadAsync("/api/me/sessions")).GetProperty("items").EnumerateArray()
            .Single(session => session.GetProperty("isCurrent").GetBoolean()).GetProperty("id").GetString();

        using var ended = await client.DeleteAsync($"/api/me/sessions/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.AskAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.AskAsync("/api/me")).StatusCode);
        using var again = await client.DeleteAsync($"/api/me/sessions/{id}", TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again);
        client.Dispose();
    }

    [Fact]
    public async Task SessionsPage_EndsAnotherBrowsersSession()
    {
        using var here = new PaperBrowser(shared.Site);
        var email = await here.JoinAsync();
        using var there = await shared.Site.BrowserAsync(email);
        await here.OpenAsync("/account/settings/sessions");
        await here.PressAsync(".settings form button");

        Assert.Equal("That session has been signed out.", here.Text(".notice"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.AskAsync("/api/me")).StatusCode);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Session_NotUsedForFourteenDaysOrNinetyDaysOld_IsOver()
    {
        await using var site = await Site.StartAsync();
        using var idle = await site.NewMemberAsync("idle@example.com");
        using var idling = await site.BrowserAsync("idle@example.com");
        using var busy = await site.NewMemberAsync("busy@example.com");
        using var working = await site.BrowserAsync("busy@example.com");
        var (days, last, renewals) = (0, HttpStatusCode.OK, 0);
        for (; days < 100 && last == HttpStatusCode.OK; days += 10)
        {
            site.Clock.Advance(TimeSpan.FromDays(10));
            using var answer = await working.AskAsync("/api/me");
            if (answer.Headers.TryGetValues("Set-Cookie", out var renewed))
            {
                renewals++;
                working.DefaultRequestHeaders.Remove("Cookie");
                working.DefaultRequestHeaders.Add("Cookie", renewed.Select(cookie => cookie.Split(';')[0]));
            }

            last = answer.StatusCode;
            // written down, and nobody waits for it
            if (last == HttpStatusCode.OK)
                await Eventually.GetAsync(() => UsedAtAsync(working), used => site.Clock.GetUtcNow() - used < TimeSpan.FromHours(1));
            if (days == 10) Assert.Equal(HttpStatusCode.Unauthorized, (await idling.AskAsync("/api/me")).StatusCode);
        }

        Assert.True(
            (90, HttpStatusCode.Unauthorized) == (days, last), $"After {days} days it is {last}; the cookie was renewed {renewals} times.");
    }

    private static async Task<DateTimeOffset> UsedAtAsync(HttpClient client) =>
        (await client.ReadAsync("/api/me/sessions")).GetProperty("items").EnumerateArray()
            .Single(session => session.GetProperty("isCurrent").GetBoolean()).GetProperty("usedAt").GetDateTimeOffset();

    private static Task<HttpResponseMessage> RefreshAsync(HttpClient client, string token) =>
        client.PostJsonAsync("/api/account/refresh", JsonSerializer.Serialize(new { refreshToken = token }));

    private static async Task<(string Access, string Refresh)> TokensInAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var tokens = await answer.ReadJsonAsync();
        return (tokens.GetProperty("accessToken").GetString()!, tokens.GetProperty("refreshToken").GetString()!);
    }

    private async Task<(HttpClient Client, (string Access, string Refresh) Tokens, string Email)> SignedInAsync()
    {
        var (client, email) = (shared.Site.Visitor(), Calls.NewEmail());
        using var registered = await client.RegisterAsync(email);
        using var login = await client.LogInAsync(email);
        var tokens = await TokensInAsync(login);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Access);
        return (client, tokens, email);
    }
}
