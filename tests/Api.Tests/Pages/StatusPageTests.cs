using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Tests.Pages;

/// <summary>What stands in for a page that can't be shown.</summary>
public sealed class StatusPageTests(StatusPageTests.FailingSite failing) : IClassFixture<StatusPageTests.FailingSite>
{
    public static TheoryData<int, string> Statuses => new()
    {
        { 400, "That didn’t work" },
        { 403, "You don’t have access to this page" },
        { 404, "Page not found" },
        { 405, "That’s not possible here" },
        { 413, "Too large" },
        { 415, "Wrong format" },
        { 418, "Something went wrong" },
        { 429, "One moment" },
        { 500, "Something went wrong" },
        { 503, "Not available right now" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Get_PageThatFails_SaysSoInTheSitesLookWithWaysOn(int status, string heading)
    {
        using var browser = new PaperBrowser(failing.Site);
        await browser.OpenAsync($"/fails/{status}?part=two");
        Assert.Equal((HttpStatusCode)status, browser.Status);
        Assert.Equal(heading, browser.Text("h1"));
        Assert.NotNull(browser.Page.QuerySelector(".masthead"));
        Assert.NotNull(browser.Page.QuerySelector("main form[role=search]"));
        Assert.NotNull(browser.Page.QuerySelector("main a[href='/films']"));
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(404, false)]
    [InlineData(403, false)]
    public async Task Get_PageThatFails_OffersToTryAgainWhereItMayHelp(int status, bool expected)
    {
        using var browser = new PaperBrowser(failing.Site);
        await browser.OpenAsync($"/fails/{status}?part=two");
        Assert.Equal(expected, browser.Page.QuerySelector($"main a[href='/fails/{status}?part=two']") is not null);
    }

    /// <summary>What fails may be the grains.</summary>
    [Fact]
    public async Task Get_PageThatFailsForAMember_AsksNoGrain()
    {
        var email = Calls.NewEmail();
        (await failing.Site.NewMemberAsync(email)).Dispose();
        using var member = await failing.Site.BrowserAsync(email);
        var answer = await failing.Site.GrainCalls.AskAsync(member, "/fails/503");
        Assert.Equal(503, answer.Status);
        Assert.Empty(answer.Calls);
    }

    /// <summary>A site with an address that fails as it is told.</summary>
    public sealed class FailingSite : Fixture
    {
        private Site? _site;

        internal Site Site => Started(_site);

        protected override async Task StartAsync() => _site = await Site.StartAsync(change: app => app
            .MapGet(
                "/fails/{status:int}", (int status) => status == 500 ? throw new InvalidOperationException(
                    status.ToString(CultureInfo.InvariantCulture)) : Results.StatusCode(status))
            .WithMetadata(StampCheck.NotHere));

        protected override async Task StopAsync()
        {
            if (_site is not null) await _site.DisposeAsync();
        }
    }
}
