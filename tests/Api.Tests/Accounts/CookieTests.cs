using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Accounts;

/// <summary>A browser's cookie signs reads, and writes only of our own pages.</summary>
public sealed class CookieTests(SharedSite shared)
{
    [Fact]
    public async Task Read_ByCookie_NeedsNoProof()
    {
        var email = await RegisteredAsync(shared.Site);
        using var browser = await shared.Site.BrowserAsync(email);
        var me = await browser.ReadAsync("/api/me");
        Assert.Equal(email, me.GetProperty("email").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task Write_ByCookieWithoutProof_IsProblem400AndChangesNothing(string? site)
    {
        using var browser = await shared.Site.BrowserAsync(await RegisteredAsync(shared.Site));
        if (site is not null) browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        using var response = await browser.PutJsonAsync("/api/me", """{"displayName":"Forged Name"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response);
        var me = await browser.ReadAsync("/api/me");
        Assert.StartsWith("Member ", me.GetProperty("displayName").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ByCookieFromTheSameOrigin_Works()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = await shared.Site.BrowserAsync(await RegisteredAsync(shared.Site));
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var vote = await browser.VoteAsync(filmId, "3.5");
        Assert.Equal(1, vote.GetProperty("rating").GetProperty("count").GetInt32());
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Write_ByCookieWithTheAntiforgeryToken_Works()
    {
        await using var site = await Site.StartAsync(change: AddTokens);
        using var browser = await site.BrowserAsync(await RegisteredAsync(site));
        using var page = await browser.AskAsync("/test/token");
        browser.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        browser.DefaultRequestHeaders.Add(
            "RequestVerificationToken", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var response = await browser.PutJsonAsync("/api/me", """{"displayName":"True Name"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Logout_ByCookie_EndsTheSessionOfThatBrowser()
    {
        using var browser = await shared.Site.BrowserAsync(await RegisteredAsync(shared.Site));
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var response = await browser.PostJsonAsync("/api/account/logout", "{}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(response.Headers.GetValues("Set-Cookie"),
            cookie => cookie.StartsWith(".AspNetCore.Identity.Application=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logout_Anonymous_IsProblem401()
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.PostJsonAsync("/api/account/logout", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, response);
    }

    [Fact]
    public async Task Cookie_AfterAChangeOfPassword_IsDeadAtOnce()
    {
        var email = await RegisteredAsync(shared.Site);
        using var browser = await shared.Site.BrowserAsync(email);
        using var member = await shared.Site.SignedInAsync(email);
        using var changed = await member.PostJsonAsync(
            "/api/account/manage/info", $$"""{"oldPassword":"{{Site.Password}}","newPassword":"An0ther-password"}""");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var response = await browser.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, response);
    }

    private static async Task<string> RegisteredAsync(Site site)
    {
        var email = Calls.NewEmail();
        using var visitor = site.Visitor();
        using var response = await visitor.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return email;
    }

    private static void AddTokens(WebApplication app) =>
        app.MapGet("/test/token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
}
