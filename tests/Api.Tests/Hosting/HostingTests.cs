using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Reviews.Api.Tests.Fixtures;
using Reviews.Hosting;

namespace Reviews.Api.Tests.Hosting;

/// <summary>Starting, refusing to start, and stopping.</summary>
[Trait("Category", "Slow")]
public sealed class HostingTests(SharedSite shared)
{
    [Fact]
    public void HostedServices_InTheirOrder_StartWithTheSiloAndEndWithKestrel()
    {
        var services = shared.Site.App.Services.GetServices<IHostedService>().Select(service => service.GetType().Name).ToList();
        Assert.Equal("GenericWebHostService", services[^1]);
        string[] order = ["SiloHostedService", "KeyRingLoader", "DataProtectionHostedService", "FeedClient", "OperatorSetup",
            "SampleCatalogue", "GenericWebHostService"];
        var places = order.Select(name => services.IndexOf(name)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("/hubs/ratings/negotiate?negotiateVersion=1")]
    [InlineData("/hubs/ratings?id=new")]
    public async Task Hub_WhileStopping_TakesNobodyIn(string path)
    {
        await using var site = await Site.StartAsync();
        site.App.Lifetime.StopApplication();
        using var visitor = site.Visitor();
        using var response = await visitor.PostAsync(path, null, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, response);
    }

    [Fact]
    public async Task Configuration_Wrong_IsRefusedWithAllThatIsWrong()
    {
        var output = new StringWriter();
        var exit = await ReviewsSilo.RunAsync(
            () => Program.Build(
                ["--Reviews:Store=papyrus", "--Reviews:Operator:Email=a@example.com", "--Reviews:Cluster:Gateway=somewhere"]), output);
        var said = output.ToString();
        Assert.Equal(2, exit);
        Assert.Equal(3, said.TrimEnd().Split('\n').Length);
        Assert.Contains("papyrus", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres or azure", "--Reviews:Cluster:Membership=postgres", "--Reviews:Cluster:ConnectionString=Host=x")]
    [InlineData("postgres or azure", "--Reviews:Cluster:Membership=azure")]
    [InlineData(
        "Reviews:Azure:TableServiceUri", "--Reviews:Cluster:Membership=azure", "--Reviews:Store=azure",
        "--Reviews:Azure:ServiceUri=https://a.blob.example")]
    [InlineData(
        "Reviews:Cluster:ConnectionString", "--Reviews:Cluster:Membership=azure", "--Reviews:Store=azure",
        "--Reviews:Azure:ConnectionString=")]
    [InlineData("Reviews:Cluster:Id is the key", "--Reviews:Cluster:Membership=azure", "--Reviews:Store=azure", "--Reviews:Cluster:Id=a/b")]
    [InlineData(
        "set one of the two", "--Reviews:Cluster:Membership=azure", "--Reviews:Store=azure", "--Reviews:Cluster:Gateway=127.0.0.1:1")]
    [InlineData("localhost, postgres and azure", "--Reviews:Cluster:Membership=gossip")]
    [InlineData(
        "set one of the two", "--Reviews:Cluster:Membership=postgres", "--Reviews:Store=azure",
        "--Reviews:Cluster:ConnectionString=Host=x", "--Reviews:Cluster:Gateway=127.0.0.1:1")]
    [InlineData("Reviews:Cluster:ConnectionString", "--Reviews:Cluster:Membership=postgres", "--Reviews:Store=azure")]
    [InlineData(
        "membership can't be understood", "--Reviews:Cluster:Membership=postgres", "--Reviews:Store=azure",
        "--Reviews:Cluster:ConnectionString=this is none of it")]
    [InlineData(
        "membership can't be understood", "--Reviews:Cluster:Membership=postgres", "--Reviews:Store=azure",
        "--Reviews:Cluster:ConnectionString=Host=db;Port=many")]
    [InlineData(
        "Reviews:Postgres:ConnectionString can't be understood", "--Reviews:Cluster:Membership=postgres", "--Reviews:Store=postgres",
        "--Reviews:Postgres:ConnectionString=Username=reviews")]
    [InlineData("Reviews:Postgres:ConnectionString", "--Reviews:Store=postgres")]
    [InlineData("Reviews:Cluster:Id", "--Reviews:Cluster:Id= ")]
    [InlineData("Reviews:GatewayPort is '70000'; it must be a whole number from 1 to 65535.", "--Reviews:GatewayPort=70000")]
    [InlineData("an address or a network", "--Reviews:Proxies:0=the-proxy")]
    [InlineData("Reviews:Drain", "--Reviews:Drain=01:00:00")]
    public async Task Configuration_OfAClusterThatCannotBe_IsRefusedInOneSentence(string expected, params string[] arguments)
    {
        var output = new StringWriter();
        Assert.Equal(2, await ReviewsSilo.RunAsync(() => Program.Build(arguments), output));
        Assert.Contains(expected, Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_BehindAProxyThatIsNamed_CountsReadersApart()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RequestsPerMinute=2", "--Reviews:Proxies:0=127.0.0.0/8"]);
        foreach (var reader in new[] { "192.0.2.1", "192.0.2.2" })
        {
            Assert.Equal(HttpStatusCode.OK, await AskForAsync(site, reader));
            Assert.Equal(HttpStatusCode.OK, await AskForAsync(site, reader));
            Assert.Equal(HttpStatusCode.TooManyRequests, await AskForAsync(site, reader));
        }
    }

    [Fact]
    public async Task Quota_BehindAProxyThatNobodyNamed_BelievesNoHeader()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RequestsPerMinute=2"]);
        Assert.Equal(HttpStatusCode.OK, await AskForAsync(site, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await AskForAsync(site, "192.0.2.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskForAsync(site, "192.0.2.3"));
    }

    private static async Task<HttpStatusCode> AskForAsync(Site site, string reader)
    {
        using var client = site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Forwarded-For", reader } } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("--Reviews:Operator:Password=weak", "Reviews:Operator:Password can't be used: ")]
    [InlineData(
        "--Reviews:Quotas:RequestsPerMinute=0", "Reviews:Quotas:RequestsPerMinute is '0'; it must be a whole number from 1 to 1000000.")]
    [InlineData("--Reviews:Sample=perhaps", "Reviews:Sample is 'perhaps'; it must be true or false.")]
    public async Task Configuration_FoundWrongAtTheStart_IsRefusedInWords(string argument, string expected)
    {
        var folder = Site.NewFolder();
        var output = new StringWriter();
        var exit = await ReviewsSilo.RunAsync(() => Site.Create([argument], folder).App, output);
        Assert.Equal(2, exit);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Address_InUse_IsRefusedInOneLine()
    {
        var folder = Site.NewFolder();
        var output = new StringWriter();
        var exit = await ReviewsSilo.RunAsync(() => Site.Create([$"--urls={shared.Site.Address}"], folder).App, output);
        Assert.Equal(2, exit);
        Assert.Contains(shared.Site.Address.Port.ToString(CultureInfo.InvariantCulture),
            Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_AnswersItFirst()
    {
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var site = await Site.StartAsync(change: app => app.MapGet("/api/test/slow", async () =>
        {
            entered.SetResult();
            await go.Task;
            return "done";
        }));
        using var visitor = site.Visitor();
        var request = visitor.AskAsync("/api/test/slow");
        await entered.Task;
        var stop = site.StopAsync();
        Assert.False(stop.IsCompleted);
        go.SetResult();
        using var response = await request;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await stop;
    }

    [Fact]
    public async Task Start_WhenReady_SaysWhereInOneLine()
    {
        var output = await Eventually.GetAsync(() => shared.Site.Output, said => said.Contains("ready", StringComparison.Ordinal));
        Assert.Contains($"OrleansReviews is ready at {shared.Site.Address.ToString().TrimEnd('/')}\n", output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }
}
