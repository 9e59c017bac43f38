using System.Globalization;
using System.Net;
using Cluster.Tests.Fixtures;
using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Certificates;

/// <summary>
/// The processes of a cluster as <c>./reviews cluster</c> starts them: two silos and an API that know each other by certificates.
/// </summary>
[Trait("Category", "Slow")]
public sealed class VoteOverTlsTests
{
    [Fact]
    public async Task Vote_InAClusterWithCertificates_CountsAndItsPortsAnswerNobodyElse()
    {
        using var data = new DataFolder();
        await using var postgres = await PostgresServer.StartAsync();
        var request = Request(data.Path, postgres.ConnectionString);
        request.Certificates.Renew(TimeProvider.System.GetUtcNow());
        var (plan, folder) = (ClusterPlan.Of(request), new RunFolder(data.Path));
        await using var first = await StartAsync(plan.Silos[0], folder);
        await using var second = await StartAsync(plan.Silos[1], folder);
        await using var api = await StartAsync(plan.Apis[0], folder);

        using var op = await Client.OperatorAsync(api.Plan.Address);
        var films = await op.PublishFilmsAsync(4);
        foreach (var film in films)
        {
            using var answer = await op.VoteAsync(film, 4);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(4, await op.MineAsync(film));
        }

        foreach (var port in plan.Silos.SelectMany(
            silo => new[] { silo.Settings["Reviews:SiloPort"], silo.Settings["Reviews:GatewayPort"] }))
        {
            Assert.False(await Intruder.IsAnsweredAsync(int.Parse(port, CultureInfo.InvariantCulture)));
            Assert.False(await Intruder.IsAnsweredAsync(int.Parse(port, CultureInfo.InvariantCulture), certificate: null));
        }
    }

    private static async Task<Node> StartAsync(NodePlan plan, RunFolder folder)
    {
        var node = new Node(plan, folder);
        node.Start();
        await node.ReadyAsync();
        return node;
    }

    private static ClusterRequest Request(string data, string connection) => new()
    {
        Silos = 2, Apis = 1, Store = "postgres", Urls = "http://127.0.0.1:0", Data = data, Empty = true,
        SiloProgram = Repository.Program("Silo", "Reviews.Silo.dll"), ApiProgram = Repository.Program("Api", "Reviews.Api.dll"),
        Settings = new Dictionary<string, string>
        {
            ["Reviews:Postgres:ConnectionString"] = connection,
            ["Reviews:Keys:Certificate"] = SharedKeyFile.Path,
            ["Reviews:Operator:Email"] = Client.OperatorEmail,
            ["Reviews:Operator:Password"] = Client.Password,
        },
    };
}
