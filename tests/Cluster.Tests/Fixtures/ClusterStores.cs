namespace Cluster.Tests.Fixtures;

/// <summary>What a cluster stands on, for its store and its membership: PostgreSQL, or Azurite.</summary>
internal sealed class ClusterStores : IAsyncDisposable
{
    private readonly IAsyncDisposable _server;

    private ClusterStores(ReplicatedPostgres postgres) =>
        (_server, Store, Settings) = (postgres, postgres, Setting("Reviews:Postgres:ConnectionString", postgres.ConnectionString));

    private ClusterStores(AzuriteServer azurite) =>
        (_server, Store, Settings) = (azurite, new AzuriteOutage(azurite), Setting(
            "Reviews:Azure:ConnectionString", azurite.ConnectionString));

    /// <summary>What fails when the store fails.</summary>
    public IOutage Store { get; }

    /// <summary>How processes find it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<ClusterStores> StartAsync(string store) => store == "azure"
        ? new ClusterStores(await AzuriteServer.StartAsync())
        : new ClusterStores(await ReplicatedPostgres.StartAsync());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string> Setting(string key, string value) => new() { [key] = value };

    /// <summary>Azurite writes what it knows of blobs when it ends: killed, it would lose what it acknowledged.</summary>
    private sealed class AzuriteOutage(AzuriteServer server) : IOutage
    {
        public Task KillAsync() => server.StopAsync();

        public Task StartAgainAsync() => server.StartAgainAsync();

        public void Freeze() => server.Freeze();

        public void Thaw() => server.Thaw();
    }
}
