using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Mail;
using Reviews.Hosting;

namespace Reviews.Api.Tests.Mail;

/// <summary>Where links lead is the site's to say, never the request's.</summary>
public sealed class SiteAddressTests(SharedSite shared, SiteAddressTests.KnownSite known) : IClassFixture<SiteAddressTests.KnownSite>
{
    private const string Evil = "evil.example:666";

    private static readonly string[] WithServer = ["--Reviews:Mail:Smtp:Host=127.0.0.1", "--Reviews:Mail:Smtp:Port=1"];

    [Theory]
    [InlineData("--urls=http://0.0.0.0:5080")]
    [InlineData("--urls=http://[::]:5080")]
    [InlineData("--urls=http://*:5080")]
    [InlineData("--urls=http://127.0.0.1:5080;http://10.0.0.11:5080")]
    [InlineData("--Kestrel:Endpoints:Public:Url=http://reviews.example.org:80")]
    [InlineData("--Reviews:Proxies:0=10.0.0.7")]
    public async Task Start_WithAMailServerWhereOthersReachTheSite_NeedsItsAddress(string reached)
    {
        var output = new StringWriter();
        Assert.Equal(2, await ReviewsSilo.RunAsync(() => Site.Create([.. WithServer, reached]).App, output));
        Assert.StartsWith("Reviews:Mail:Site is missing", Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        await using var named = Site.Create([.. WithServer, reached, "--Reviews:Mail:Site=https://reviews.example.org"]);
        await using var silent = Site.Create([reached]);
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:5080")]
    [InlineData("--urls=http://localhost:5080;http://[::1]:5080")]
    public async Task Start_WithAMailServerOnLoopback_NeedsNone(string loopback)
    {
        await using var site = Site.Create([.. WithServer, loopback]);
        Assert.Null(site.App.Services.GetRequiredService<MailOptions>().Site);
    }

    [Theory, InlineData("/account/forgot"), InlineData("/api/account/forgotPassword")]
    public async Task LinkInAMail_AskedForUnderAnotherHost_LeadsToTheSite(string door)
    {
        using var member = new Pages.PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        await member.OpenAsync((await shared.Site.MailAsync(email, "Confirm your email address")).Link());
        await member.PressAsync("main button");

        if (door.StartsWith("/api", StringComparison.Ordinal))
        {
            using var visitor = shared.Site.Visitor();
            using var request = Calls.Json(HttpMethod.Post, door, $$"""{"email":"{{email}}"}""");
            request.Headers.Host = Evil;
            using var asked = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }
        else
        {
            using var browser = new Pages.PaperBrowser(shared.Site);
            await browser.OpenAsync(door);
            await browser.PressAsync("main button", ("Email", email));
        }

        var mail = await shared.Site.MailAsync(email, "Set a new password");
        Assert.Contains(shared.Site.Address.GetLeftPart(UriPartial.Authority) + "/account/reset?", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AskedForUnderAnotherHost_IsLedToByItsPath()
    {
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = shared.Site.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/settings");
        request.Headers.Host = Evil;
        using var led = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, led.StatusCode);
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fsettings", led.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(Evil, "/", HttpStatusCode.BadRequest)]
    [InlineData("reviews.example.org", "/", HttpStatusCode.OK)]
    [InlineData("localhost", "/", HttpStatusCode.OK)]
    [InlineData("10.1.2.3:8080", "/health/live", HttpStatusCode.OK)]
    public async Task Site_ThatKnowsItsAddress_AnswersUnderThatAlone(string host, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await AskAsync(known.Site, host, path));

    [Fact, Trait("Category", "Slow")]
    public async Task Site_WhoseHostsAreNamed_AnswersUnderThose()
    {
        await using var site = await Site.StartAsync(
            ["--Reviews:Mail:Site=https://reviews.example.org", "--AllowedHosts=films.example.org;127.0.0.1"]);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(site, "films.example.org", "/"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(site, Evil, "/"));
    }

    private static async Task<HttpStatusCode> AskAsync(Site site, string host, string path)
    {
        using var visitor = site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>A site that was told its address.</summary>
    public sealed class KnownSite() : SiteFixture("--Reviews:Mail:Site=https://reviews.example.org");
}
