using System.Net;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// A silo that does not belong to the cluster on its store, or to the store of its cluster, is refused in one sentence; those that run go
/// on.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StoreOwnerTests : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private PostgresServer? _postgres;
    private ServerProcess? _silo;
    private ServerProcess? _api;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _silo = LaunchSilo("one", "reviews");
        _api = await ServerProcess.StartApiAsync(
            _folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false", .. Cluster("one", "reviews")]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _api, _silo })
            if (process is not null) await process.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silo_OfAnotherCluster_IsRefusedAndTheFirstGoesOn()
    {
        await using var stranger = LaunchSilo("two", "reviews");

        await AssertRefusedAsync(stranger, "belongs to the cluster 'one', this is 'two'");
        await GoesOnAsync();
    }

    [Fact]
    public async Task Silo_OnAnotherStoreThanItsCluster_IsRefusedUntilNobodyOfTheClusterRuns()
    {
        await using (var astray = LaunchSilo("one", "another"))
        {
            await AssertRefusedAsync(astray, "The cluster 'one' runs on a different store");
        }
        await GoesOnAsync();

        // A cluster that was moved: nobody has run for a while, so the next silo says where it is from now on.
        await _silo!.KillAsync();
        await Database.RunAsync(
            _postgres!,
            "UPDATE reviews_cluster.store SET noted = noted - interval '1 hour'; UPDATE reviews_cluster.silo SET alive = alive - interval "
            + "'1 hour'");
        await using var moved = LaunchSilo("one", "another");
        await Eventually.GetAsync(() => NotedAsync(), store => store == "another");
    }

    /// <summary>Members vote, though a stranger was at the door.</summary>
    private async Task GoesOnAsync()
    {
        using var op = await Client.OperatorAsync(_api!.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(_api.Address, $"{Guid.NewGuid():N}@example.org");
        using var vote = await member.VoteAsync(film, 4.5);
        Assert.Equal(HttpStatusCode.OK, vote.StatusCode);
        Assert.False(_silo!.HasExited);
    }

    private static async Task AssertRefusedAsync(ServerProcess process, string because)
    {
        Assert.Equal(2, await process.ExitCodeAsync());
        var sentence = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(because, sentence, StringComparison.Ordinal);
    }

    /// <summary>The schema whose store the cluster is on now.</summary>
    private async Task<string> NotedAsync() => await Database.RunAsync(
        _postgres!,
        "SELECT 'another' FROM reviews_cluster.store s JOIN another.meta m ON m.key = 'store' AND m.value = s.store WHERE s.cluster "
            + "= 'one'") as string ?? "reviews";

    private ServerProcess LaunchSilo(string cluster, string schema) => ServerProcess.LaunchSilo(_folder.Path, Cluster(cluster, schema));

    private string[] Cluster(string id, string schema) =>
    [
        "--Reviews:Store=postgres", "--Reviews:Postgres:ConnectionString=" + _postgres!.ConnectionString,
        "--Reviews:Postgres:Schema=" + schema,
        "--Reviews:Cluster:Membership=postgres", "--Reviews:Cluster:Id=" + id,
    ];
}
