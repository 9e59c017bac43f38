using Npgsql;

namespace Cluster.Tests.Fixtures;

/// <summary>
/// PostgreSQL behind one address, which leads to whichever server is the primary: a standby may take its place, a backup may come back.
/// </summary>
internal sealed class ReplicatedPostgres : IOutage, IAsyncDisposable
{
    /// <summary>How often a restore is tried.</summary>
    private const int Restores = 5;

    /// <summary>As docs/operations.md tells: in one transaction, or silos would meet a store that is half there.</summary>
    private static readonly string[] IntoALivingServer =
    [
        "--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner", "--dbname=postgres",
    ];

    private readonly DroppingProxy _address;
    private PostgresServer _primary;
    private PostgresServer? _standby;
    private string _copy = "";

    private ReplicatedPostgres(PostgresServer primary) => (_primary, _address) = (primary, new DroppingProxy(primary.Port));

    /// <summary>Leads to the database of whoever is the primary.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_primary.ConnectionString) { Port = _address.Port }.ConnectionString;

    private PostgresServer Standby => _standby ?? throw new InvalidOperationException("There is no standby.");

    private string DumpFile => _primary.Beside("dump");

    public static async Task<ReplicatedPostgres> StartAsync() => new(await PostgresServer.StartAsync());

    public Task KillAsync() => _primary.KillAsync();

    public Task StartAgainAsync() => _primary.StartAgainAsync();

    public void Freeze() => _primary.Freeze();

    public void Thaw() => _primary.Thaw();

    /// <summary>Makes a standby, and waits until it follows.</summary>
    /// <param name="synchronous">Whether the primary waits for it with each commit.</param>
    public async Task FollowAsync(bool synchronous)
    {
        _standby = await _primary.StartStandbyAsync();
        if (synchronous) await ConfigureAsync(_primary, "synchronous_standby_names = '*'");
        await UntilAsync(
            _primary,
            "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = "
            + $"'{(synchronous ? "sync" : "async")}')");
    }

    /// <summary>Lets the standby receive what there is now, and then nothing more.</summary>
    public async Task StopReceivingAsync()
    {
        var written = await AskAsync(_primary, "SELECT pg_current_wal_flush_lsn()::text");
        await UntilAsync(Standby, $"SELECT pg_last_wal_receive_lsn() >= '{written}'::pg_lsn");
        await ConfigureAsync(Standby, "primary_conninfo = ''");
        await UntilAsync(Standby, "SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver)");
    }

    /// <summary>Kills the primary and puts the standby in its place.</summary>
    /// <param name="leading">Called before the address leads to the new primary: what is in it from here on stays.</param>
    public async Task FailOverAsync(Action leading)
    {
        await _primary.KillAsync();
        Assert.True((bool)(await AskAsync(Standby, "SELECT pg_promote()"))!);
        leading();
        _address.LeadTo(Standby.Port);
        await _primary.DisposeAsync();
        (_primary, _standby) = (Standby, null);
    }

    /// <summary>A server of its own with all that there is now.</summary>
    public Task<PostgresServer> StartCopyAsync() => _primary.StartCopyAsync();

    public async Task CopyAsync() => _copy = await _primary.CopyAsync();

    /// <summary>Puts the files of the copy in place of the server's.</summary>
    /// <param name="opening">Called before anybody reaches them: what is acknowledged from here on stays.</param>
    public async Task RestoreAsync(Action opening)
    {
        _address.Cut();
        await _primary.GoBackAsync(_copy, promote: false);
        opening();
        _address.Open();
    }

    public Task DumpAsync() =>
        _primary.RunAsync("pg_dump", "--format=custom", "--schema=reviews", "--dbname=postgres", "--file=" + DumpFile);

    /// <summary>Brings the dump back while silos write. Where PostgreSQL ends it because it and a silo wait for each other, nothing has
    /// changed, and it is begun again, as an operator is told to.</summary>
    public async Task RestoreDumpAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _primary.RunAsync("pg_restore", [.. IntoALivingServer, DumpFile]);
                return;
            }
            catch (InvalidOperationException failed) when (
                tries < Restores && failed.Message.Contains("deadlock detected", StringComparison.Ordinal))
            {
                TestContext.Current.TestOutputHelper?.WriteLine("The restore met a deadlock and is begun again.");
            }
        }
    }

    /// <summary>The ports of the silos that are members.</summary>
    public async Task<IReadOnlyCollection<int>> MembersAsync() =>
        (int[])(await AskAsync(_primary, "SELECT coalesce(array_agg(port), '{}') FROM reviews_cluster.silo WHERE status = 3"))!;

    public async ValueTask DisposeAsync()
    {
        await _address.DisposeAsync();
        if (_standby is not null) await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    private static async Task ConfigureAsync(PostgresServer server, string setting)
    {
        await AskAsync(server, $"ALTER SYSTEM SET {setting}");
        await AskAsync(server, "SELECT pg_reload_conf()");
    }

    private static Task<bool> UntilAsync(PostgresServer server, string condition) =>
        Eventually.GetAsync(async () => await AskAsync(server, condition) is true, holds => holds);

    private static async Task<object?> AskAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
