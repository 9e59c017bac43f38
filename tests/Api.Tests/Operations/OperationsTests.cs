using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Web.Http;

namespace Reviews.Api.Tests.Operations;

/// <summary>What operators see of the cluster, and that nobody else does.</summary>
public sealed class OperationsTests(SharedSite shared)
{
    private const string Json = "/api/admin/ops";

    public static TheoryData<string> Pages => [
        "/ops", "/ops/dashboard", "/ops/dashboard/", "/ops/dashboard/index.html", "/ops/dashboard/index.min.js", "/ops/dashboard/index.css",
        "/ops/dashboard/favicon.ico", "/ops/dashboard/img/OrleansLogo.png", "/ops/dashboard/fonts/a.woff2", "/ops/dashboard/version",
        "/ops/dashboard/DashboardCounters", "/ops/dashboard/ClusterStats", "/ops/dashboard/Reminders", "/ops/dashboard/Reminders/1",
        "/ops/dashboard/HistoricalStats/x", "/ops/dashboard/SiloProperties/x", "/ops/dashboard/SiloMetadata/x",
        "/ops/dashboard/SiloStats/x",
        "/ops/dashboard/SiloCounters/x", "/ops/dashboard/GrainStats/x", "/ops/dashboard/TopGrainMethods", "/ops/dashboard/GrainState",
        "/ops/dashboard/LifecycleStages", "/ops/dashboard/GrainTypes", "/ops/dashboard/Trace", "/OPS/Dashboard/ClusterStats",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_ForAVisitor_LeadsToSignIn(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/account/login", new Uri(shared.Site.Address, response.Headers.Location!).AbsolutePath);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_ForAMember_IsForbidden(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Equal("You don’t have access to this page", browser.Text("h1"));
    }

    /// <summary>A bearer token is for programs, which have the JSON; a page that took it would be one more way in.</summary>
    [Theory, MemberData(nameof(Pages))]
    public async Task Page_WithAnOperatorsToken_LeadsToSignIn(string path)
    {
        using var program = await shared.Site.OperatorAsync();
        using var response = await program.AskAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>The list above is all that the dashboard has: a path that a new version adds is to be looked at, too.</summary>
    [Fact]
    public void Dashboard_HasNoPathsBesideTheOnesTried()
    {
        var patterns = shared.Site.Routes().Select(route => route.RoutePattern.RawText!)
            .Where(pattern => pattern.StartsWith("/ops/dashboard/", StringComparison.Ordinal)).Except(["/ops/dashboard/{**rest}"]);
        Assert.NotEmpty(patterns);
        var tried = Pages.Select(row => row.Data).ToArray();
        Assert.All(patterns, pattern => Assert.Contains(tried, path => path.StartsWith(pattern.Split('{')[0], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/ops/dashboard/")]
    [InlineData("/ops/dashboard/index.min.js")]
    [InlineData("/ops/dashboard/ClusterStats")]
    [InlineData("/ops/dashboard/DashboardCounters")]
    public async Task Dashboard_ForAnOperator_IsThere(string path)
    {
        using var browser = await shared.Site.BrowserAsync(Site.OperatorEmail);
        using var response = await browser.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(SecurityHeaders.ForeignContentPolicy, response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("/ops/dashboard/GrainState?grainId=0&grainType=Reviews.Grains.Platform.KeyRingGrain")]
    [InlineData("/ops/dashboard/grainstate?grainId=0&grainType=Reviews.Grains.Platform.KeyRingGrain")]
    [InlineData("/ops/dashboard/Trace")]
    public async Task Dashboard_ForAnOperator_KeepsSecrets(string path)
    {
        using var browser = await shared.Site.BrowserAsync(Site.OperatorEmail);
        using var response = await browser.AskAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(
            "<key", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_ForOthersThanOperators_IsRefused()
    {
        using var visitor = shared.Site.Visitor();
        using var member = await shared.Site.NewMemberAsync();
        using var anonymous = await visitor.AskAsync(Json);
        using var forbidden = await member.AskAsync(Json);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
    }

    [Fact]
    public async Task Json_AfterVotes_CountsThemWithTheStoresCommits()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "3.5");
        using var program = await shared.Site.OperatorAsync();
        var view = await Eventually.GetAsync(
            () => program.ReadAsync(Json),
            seen => Any(seen, "votesPerSecond") && Any(seen, "commitsPerSecond") && Any(seen, "commitP99"));

        var node = view.GetProperty("nodes").EnumerateArray()
            .Single(one => one.GetProperty("address").GetString() == shared.Site.Address.ToString().TrimEnd('/'));
        Assert.Equal("reporting", node.GetProperty("state").GetString());
        Assert.Equal("Active", node.GetProperty("siloStatus").GetString());
        Assert.True(node.GetProperty("figures").GetProperty("memory").GetInt64() > 0);
        Assert.Contains(view.GetProperty("activations").EnumerateArray(), kind => kind.GetProperty("kind").GetString() == "FilmGrain");

        static bool Any(JsonElement view, string figure) => view.GetProperty("history").EnumerateArray()
            .Any(point => point.ValueKind == JsonValueKind.Object && point.GetProperty(figure).GetDouble() > 0);
    }

    [Fact]
    public async Task Page_ForAnOperator_ShowsProcessesChartsAndGrains()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/ops");
        await browser.PressAsync("main button", ("Input.Email", Site.OperatorEmail), ("Input.Password", Site.Password));

        Assert.Equal("/ops", browser.Address);
        Assert.All(browser.Page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.Equal(4, browser.Page.QuerySelectorAll("svg[role=img][aria-label]").Length);
        Assert.Contains(browser.Page.QuerySelectorAll("tbody th"), kind => kind.TextContent == "OperationsGrain");
        Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.NotNull(browser.Page.QuerySelector("nav a[href='/ops']"));
    }

    [Fact]
    public async Task Page_OfAMember_HasNoWayToOperations()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        Assert.Null(browser.Page.QuerySelector("a[href='/ops']"));
    }
}
