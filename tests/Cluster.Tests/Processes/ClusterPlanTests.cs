using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Processes;

/// <summary>What each process of a cluster is told.</summary>
public sealed class ClusterPlanTests
{
    [Fact]
    public void Plan_AllAddresses_AreDifferentAndOnLoopback()
    {
        var plan = ClusterPlan.Of(Request());

        var nodes = plan.Silos.Concat(plan.Apis).ToArray();
        var ports = nodes.Select(node => node.Address.Port)
            .Concat(
                plan.Silos.SelectMany(
                    silo => new[] { silo.Settings["Reviews:SiloPort"], silo.Settings["Reviews:GatewayPort"] }.Select(Number))).ToArray();
        Assert.Equal(["silo-1", "silo-2", "silo-3", "api-1", "api-2"], nodes.Select(node => node.Name));
        Assert.Equal(3 * 3 + 2, ports.Distinct().Count());
        Assert.All(nodes, node => Assert.True(node.Address.IsLoopback));
    }

    [Fact]
    public void Plan_ConnectionString_IsInNoCommandLine()
    {
        var plan = ClusterPlan.Of(
            Request() with { Settings = new Dictionary<string, string> { ["Reviews:Postgres:ConnectionString"] = "Password=secret" } });

        Assert.All(plan.Silos.Concat(plan.Apis), node =>
        {
            Assert.Equal("Password=secret", node.Settings["Reviews:Postgres:ConnectionString"]);
            Assert.DoesNotContain("secret", string.Join(' ', node.Arguments), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("postgres", null, "postgres")]
    [InlineData("azure", null, "azure")]
    [InlineData("azure", "postgres", "postgres")]
    public void Plan_Membership_IsBesideTheStoreUnlessGiven(string store, string? given, string expected)
    {
        var settings = new Dictionary<string, string>();
        if (given is not null) settings["Reviews:Cluster:Membership"] = given;
        var plan = ClusterPlan.Of(Request() with { Store = store, Settings = settings });

        Assert.All(plan.Silos.Concat(plan.Apis), node => Assert.Equal(expected, node.Settings["Reviews:Cluster:Membership"]));
    }

    [Fact]
    public void Plan_Sample_IsImportedByTheFirstApiOnly()
    {
        var filled = ClusterPlan.Of(Request()).Apis;
        var empty = ClusterPlan.Of(Request() with { Empty = true }).Apis;

        Assert.False(filled[0].Settings.ContainsKey("Reviews:Sample"));
        Assert.Equal("false", filled[1].Settings["Reviews:Sample"]);
        Assert.Equal("false", empty[0].Settings["Reviews:Sample"]);
    }

    [Fact]
    public void Plan_Certificates_AreOnesOwnOfEachKindUnlessGiven()
    {
        var own = ClusterPlan.Of(Request());
        var given = ClusterPlan.Of(
            Request() with { Settings = new Dictionary<string, string> { ["Reviews:Cluster:Certificate"] = "mine.pem" } });

        Assert.All(own.Silos, silo => Assert.Equal("/data/tls/silo.pem", silo.Settings["Reviews:Cluster:Certificate"]));
        Assert.All(own.Apis, api => Assert.Equal("/data/tls/api.pem", api.Settings["Reviews:Cluster:Certificate"]));
        Assert.All(own.Silos.Concat(own.Apis), node => Assert.Equal("/data/tls/authority.pem", node.Settings["Reviews:Cluster:Authority"]));
        Assert.All(given.Silos.Concat(given.Apis), node => Assert.Equal("mine.pem", node.Settings["Reviews:Cluster:Certificate"]));
        Assert.All(given.Silos.Concat(given.Apis), node => Assert.False(node.Settings.ContainsKey("Reviews:Cluster:Authority")));
    }

    /// <summary>Beyond loopback nobody here knows what the machine is called.</summary>
    [Fact]
    public void Plan_Links_LeadToTheFrontWhereItsAddressIsKnown()
    {
        var plan = ClusterPlan.Of(Request());
        var open = ClusterPlan.Of(Request() with { Urls = "http://0.0.0.0:5080" });

        Assert.All(plan.Apis, api => Assert.Equal("http://127.0.0.1:5080", api.Settings["Reviews:Mail:Site"]));
        Assert.All(open.Apis.Concat(plan.Silos), node => Assert.False(node.Settings.ContainsKey("Reviews:Mail:Site")));
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ClusterRequest Request() => new()
    {
        Silos = 3, Apis = 2, Store = "postgres", Urls = "http://127.0.0.1:5080", Data = "/data", SiloProgram = "Silo.dll",
        ApiProgram = "Api.dll",
    };
}
