using Npgsql;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>
/// Real processes that would talk to others without knowing who they are, or whose certificate is no good: one sentence, and exit code 2.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StartRefusalTests : IDisposable
{
    private const string OnPostgres = "--Reviews:Store=postgres";
    private const string InCluster = "--Reviews:Cluster:Membership=postgres";
    private const string Nowhere = "--Reviews:Postgres:ConnectionString=Host=127.0.0.1;Port=1";

    /// <summary>A silo beyond this machine that says it is alive.</summary>
    private const string SiloElsewhere = """
        INSERT INTO reviews_cluster.membership SELECT 'orleans-reviews'
        WHERE NOT EXISTS (SELECT 1 FROM reviews_cluster.membership WHERE cluster = 'orleans-reviews');
        INSERT INTO reviews_cluster.silo(cluster, address, port, generation, name, host, status, gateway_port, started, alive)
        VALUES ('orleans-reviews', '10.255.255.1', 11111, 1, 'elsewhere', 'elsewhere', 3, 30000, now(), now() + interval '1 hour')
        """;

    private readonly DataFolder _folder = new();
    private readonly Credentials _credentials = new();

    public void Dispose()
    {
        _folder.Dispose();
        _credentials.Dispose();
    }

    [Fact]
    public async Task Start_ReachedFromBeyondThisMachineWithoutACertificate_IsRefused()
    {
        await using var silo = ServerProcess.LaunchSilo(
            _folder.Path, OnPostgres, InCluster, Nowhere, "--Reviews:Cluster:Address=10.255.255.2");
        await using var api = ServerProcess.LaunchApi(_folder.Path, "--Reviews:Cluster:Gateway=10.255.255.1:30000");

        await RefusesAsync("Reviews:Cluster:Address is '10.255.255.2'", silo);
        await RefusesAsync("Reviews:Cluster:Gateway is '10.255.255.1:30000'", api);
    }

    [Fact]
    public async Task Start_WithACertificateThatIsNoGood_IsRefused()
    {
        await using var silo = ServerProcess.LaunchSilo(
            _folder.Path, With(_credentials.Of(NodeKind.Silo, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1))));
        await using var api = ServerProcess.LaunchApi(
            _folder.Path, [.. With(_credentials.With(Credentials.OfAnother(NodeKind.Api))), "--Reviews:Cluster:Gateway=127.0.0.1:30000"]);
        await using var bare = ServerProcess.LaunchSilo(
            _folder.Path, "--Reviews:Cluster:Certificate=/nowhere/silo.pem", "--Reviews:Cluster:Authority=" + _credentials.AuthorityFile);

        await RefusesAsync("expired on ", silo);
        await RefusesAsync("is not signed by an authority of the cluster", api);
        await RefusesAsync("there is no such file", bare);
    }

    [Fact]
    public async Task Start_InAClusterBeyondThisMachineWithoutACertificate_IsRefusedWheneverThatIsSeen()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var store = "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString;
        await using var api = ServerProcess.LaunchApi(_folder.Path, OnPostgres, InCluster, store);
        await Eventually.GetAsync(
            () => api.Output.Contains("No silo of the cluster can be reached yet", StringComparison.Ordinal), holds => holds);

        await RunAsync(postgres, SiloElsewhere);
        await using var silo = ServerProcess.LaunchSilo(_folder.Path, OnPostgres, InCluster, store);

        foreach (var process in new[] { api, silo })
        {
            Assert.Equal(2, await process.ExitCodeAsync());
            Assert.Contains(
                process.Output.Split('\n'), line => line.StartsWith("The cluster has a silo at 10.255.255.1", StringComparison.Ordinal));
        }
    }

    private static string[] With(ClusterSettings settings) =>
        ["--Reviews:Cluster:Certificate=" + settings.Certificate, "--Reviews:Cluster:Authority=" + settings.Authority];

    private static async Task RefusesAsync(string because, ServerProcess process)
    {
        Assert.Equal(2, await process.ExitCodeAsync());
        Assert.Contains(
            because, Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task RunAsync(PostgresServer postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
