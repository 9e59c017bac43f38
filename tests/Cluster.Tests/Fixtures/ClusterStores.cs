namespace Cluster.Tests.Fixtures;

/// <summary>What a cluster stands on: PostgreSQL for its membership, and the store itself, in it or in Azurite.</summary>
internal sealed class ClusterStores : IAsyncDisposable
{
    private readonly PostgresServer _postgres;
    private readonly AzuriteServer? _azurite;

    private ClusterStores(PostgresServer postgres, AzuriteServer? azurite) => (_postgres, _azurite) = (postgres, azurite);

    /// <summary>The store of films and members; what fails when the store fails.</summary>
    public IOutage Store => _azurite is { } azurite ? new AzuriteOutage(azurite) : new PostgresOutage(_postgres);

    /// <summary>How processes find both.</summary>
    public IReadOnlyDictionary<string, string> Settings => _azurite is { } azurite
        ? new Dictionary<string, string>
        {
            ["Reviews:Cluster:ConnectionString"] = _postgres.ConnectionString,
            ["Reviews:Azure:ConnectionString"] = azurite.ConnectionString,
        }
        : new Dictionary<string, string> { ["Reviews:Postgres:ConnectionString"] = _postgres.ConnectionString };

    public static async Task<ClusterStores> StartAsync(string store)
    {
        var postgres = await PostgresServer.StartAsync();
        return new ClusterStores(postgres, store == "azure" ? await AzuriteServer.StartAsync() : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private sealed class PostgresOutage(PostgresServer server) : IOutage
    {
        public Task KillAsync() => server.KillAsync();

        public Task StartAgainAsync() => server.StartAgainAsync();

        public void Freeze() => server.Freeze();

        public void Thaw() => server.Thaw();
    }

    /// <summary>Azurite writes what it knows of blobs when it ends: killed, it would lose what it acknowledged.</summary>
    private sealed class AzuriteOutage(AzuriteServer server) : IOutage
    {
        public Task KillAsync() => server.StopAsync();

        public Task StartAgainAsync() => server.StartAgainAsync();

        public void Freeze() => server.Freeze();

        public void Thaw() => server.Thaw();
    }
}
