using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Hosting;

/// <summary>
/// Two API nodes on one silo, as behind a balancer that sends each request where it likes: what one node gave is good at the other.
/// </summary>
[Trait("Category", "Slow")]
public sealed class TwoNodesTests
{
    [Fact]
    public async Task Quota_UsedUpAtOneNode_IsUsedUpAtTheOther()
    {
        const string quota = "--Reviews:Quotas:RegistrationsPerHour=3";
        await using var nodes = await Nodes.StartAsync(quota);
        using var one = nodes.One.Visitor();
        using var other = nodes.Other.Visitor();

        foreach (var node in new[] { one, other, one })
        {
            using var taken = await node.RegisterAsync(Calls.NewEmail());
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        foreach (var node in new[] { one, other })
        {
            using var refused = await node.RegisterAsync(Calls.NewEmail());
            await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused);
        }
    }

    [Fact]
    public async Task SetupLink_FromOneNode_IsGoodOnceAtTheOther()
    {
        await using var nodes = await Nodes.StartAsync("--Reviews:Operator:Email=", "--Reviews:Operator:Password=");
        var file = Path.Combine(nodes.One.Folder, "setup-link");
        await Eventually.GetAsync(() => nodes.One.Output, said => said.Contains(file, StringComparison.Ordinal));
        var token = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Split("token=")[1].Trim();
        using var one = nodes.One.Visitor();
        using var other = nodes.Other.Visitor();

        using var made = await SetUpAsync(other, token, "first@example.com");
        using var again = await SetUpAsync(one, token, "second@example.com");

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again);
    }

    [Fact]
    public async Task Form_OfOneNodeSentToTheOther_SignsInAtBoth()
    {
        await using var nodes = await Nodes.StartAsync();
        using var here = new PaperBrowser(nodes.One);
        using var there = new PaperBrowser(nodes.Other, here);
        await here.OpenAsync("/account/login?returnUrl=%2Fops");

        await there.SendAsync(
            here.Address,
            [
                .. here.Page.QuerySelectorAll<IHtmlInputElement>("main > form input[type=hidden]").Select(
                    input => KeyValuePair.Create(input.Name!, input.Value)),
                KeyValuePair.Create("Input.Email", Site.OperatorEmail), KeyValuePair.Create("Input.Password", Site.Password),
            ],
            "same-origin");

        // the other node took the form's token, and made the cookie
        Assert.Equal(("/ops", HttpStatusCode.OK), (there.Address, there.Status));
        await here.OpenAsync("/ops");
        Assert.Equal(("/ops", HttpStatusCode.OK), (here.Address, here.Status));
    }

    [Fact]
    public async Task Operations_AtANodeWithoutASilo_ShowsAllAndHasTheDashboard()
    {
        await using var nodes = await Nodes.StartAsync();
        using var browser = await nodes.Other.BrowserAsync(Site.OperatorEmail);
        using var program = await nodes.Other.OperatorAsync();

        var seen = await Eventually.GetAsync(() => program.ReadAsync("/api/admin/ops"), view => Reporting(view).Count() == 2);
        using var page = await browser.AskAsync("/ops");
        using var dashboard = await browser.AskAsync("/ops/dashboard/");
        using var figures = await browser.AskAsync("/ops/dashboard/ClusterStats");

        Assert.Equal(
            new[] { nodes.One, nodes.Other }.Select(node => node.Address.ToString().TrimEnd('/')).Order(StringComparer.Ordinal),
            Reporting(seen).Order(StringComparer.Ordinal));
        Assert.Contains(
            seen.GetProperty("activations").EnumerateArray(), kind => kind.GetProperty("kind").GetString() == "OperationsGrain");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { page, dashboard, figures }.Select(answer => answer.StatusCode));
    }

    private static IEnumerable<string?> Reporting(System.Text.Json.JsonElement view) => view.GetProperty("nodes").EnumerateArray()
        .Where(node => node.GetProperty("state").GetString() == "reporting").Select(node => node.GetProperty("address").GetString());

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient node, string token, string email) => node.PostAsJsonAsync(
        "/api/account/setup", new { token, email, password = Site.Password }, TestContext.Current.CancellationToken);

    /// <summary>A node with the silo within, and one that is its client.</summary>
    private sealed class Nodes(Site one, Site other) : IAsyncDisposable
    {
        public Site One => one;

        public Site Other => other;

        public static async Task<Nodes> StartAsync(params string[] settings)
        {
            var ports = FreePorts.Take(2);
            var one = await Site.StartAsync([.. settings, $"--Reviews:SiloPort={ports[0]}", $"--Reviews:GatewayPort={ports[1]}"]);
            var other = await Site.StartAsync(
                [.. settings, $"--Reviews:Cluster:Gateway=127.0.0.1:{ports[1]}", "--Reviews:Drain=00:00:00",
                    $"--Reviews:Keys:Certificate={one.Folder}/keys.pem"]);
            return new Nodes(one, other);
        }

        public async ValueTask DisposeAsync()
        {
            await other.DisposeAsync();
            await one.DisposeAsync();
        }
    }
}
