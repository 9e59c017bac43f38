using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// The membership's table goes back, as it does when a standby takes over or a backup comes back: every living silo is a member afterwards,
/// or ends.
/// </summary>
[Trait("Category", "Slow")]
public sealed class MembershipWatchTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>The exit code by which our own watch ends a silo.</summary>
    private const int LeftBehind = 3;

    /// <summary>What the issue promises, for every silo.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DataFolder _folder = new();
    private readonly List<ServerProcess> _silos = [];
    private readonly Dictionary<ServerProcess, int> _ports = [];
    private PostgresServer? _postgres;

    private PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("PostgreSQL is started before the tests.");

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        await JoinAsync();
        await JoinAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos) await silo.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Version_IsLowerThanTheSilosKnow_IsRaisedAboveItAndNewcomersAreKnown()
    {
        var known = await VersionAsync();

        await Database.RunAsync(Postgres, "UPDATE reviews_cluster.membership SET version = 1");

        await WithinAsync("the version was above what had been known", async () => await VersionAsync() > known);
        // Who does not know a silo does not probe it, and it would stay a member for ever.
        var newcomer = await JoinAsync();
        await newcomer.KillAsync();
        await WithinAsync("the newcomer that died was declared dead", async () => await StatusAsync(newcomer) == "Dead");
        Assert.All(_silos.Take(2), silo => Assert.False(silo.HasExited, silo.Output));
    }

    [Fact]
    public async Task Row_OfALivingSiloIsGone_EndsItAndTheOthersGoOn()
    {
        var (first, second) = (_silos[0], _silos[1]);

        await Database.RunAsync(
            Postgres,
            $"UPDATE reviews_cluster.membership SET version = version - 1; DELETE FROM reviews_cluster.silo WHERE port = {_ports[second]}");

        await WithinAsync("the silo without a row ended", () => Task.FromResult(second.HasExited));
        // As soon as the other silo has raised the version, Orleans may find it out before our watch does, and ends the process in its way.
        var code = await second.ExitCodeAsync();
        Assert.NotEqual(0, code);
        if (code == LeftBehind) Assert.Contains("is not in the membership's table any more", second.Output, StringComparison.Ordinal);
        await WithinAsync("the other one was the only member", async () => await ActiveAsync() == 1);
        Assert.False(first.HasExited, first.Output);
        await JoinAsync();
    }

    [Theory]
    [InlineData("version - 1")]
    [InlineData("version")]
    public async Task Row_OfADeadSiloIsActiveAgain_IsDeclaredDeadAgain(string version)
    {
        var dying = await JoinAsync();
        await dying.KillAsync();
        await WithinAsync("it was declared dead", async () => await StatusAsync(dying) == "Dead");

        await Database.RunAsync(
            Postgres,
            $"UPDATE reviews_cluster.membership SET version = {version}; UPDATE reviews_cluster.silo SET status = 3, suspected = NULL "
                + $"WHERE port = {_ports[dying]}");

        await WithinAsync("it was declared dead again", async () => await StatusAsync(dying) == "Dead");
        Assert.All(_silos.Take(2), silo => Assert.False(silo.HasExited, silo.Output));
        Assert.Equal(2, await ActiveAsync());
    }

    private async Task<ServerProcess> JoinAsync()
    {
        var silo = ServerProcess.LaunchSilo(
            _folder.Path, "--Reviews:Store=postgres", "--Reviews:Cluster:Membership=postgres",
            "--Reviews:Postgres:ConnectionString=" + Postgres.ConnectionString,
            $"--Reviews:SiloPort={FreePorts.Take(1)[0]}");
        _silos.Add(silo);
        var known = _ports.Values.Append(0).ToArray();
        var port = await Eventually.AnsweredAsync(
            () => Database.RunAsync(
                Postgres, $"SELECT port FROM reviews_cluster.silo WHERE status = 3 AND port NOT IN ({string.Join(',', known)})"),
            found => found is not null || silo.HasExited);
        _ports[silo] = Assert.IsType<int>(port);
        return silo;
    }

    private async Task WithinAsync(string what, Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Eventually.GetAsync(holds, held => held);
        var took = TimeProvider.System.GetElapsedTime(start);
        Assert.True(took < Limit, $"It took {took} until {what}.");
        output.WriteLine($"Figure: membership went back: after {took.TotalSeconds:0.0} s {what}.");
    }

    private async Task<int> VersionAsync() => (int)(await Database.RunAsync(Postgres, "SELECT version FROM reviews_cluster.membership"))!;

    private async Task<string?> StatusAsync(ServerProcess silo) =>
        await Database.RunAsync(
            Postgres,
            $"SELECT CASE status WHEN 6 THEN 'Dead' ELSE status::text END FROM reviews_cluster.silo WHERE port = {_ports[silo]}") as string;

    private async Task<long> ActiveAsync() =>
        (long)(await Database.RunAsync(Postgres, "SELECT count(*) FROM reviews_cluster.silo WHERE status = 3"))!;
}
