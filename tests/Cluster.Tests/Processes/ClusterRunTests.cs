using System.Globalization;
using Cluster.Tests.Fixtures;
using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Processes;

/// <summary>
/// The program as <c>./reviews cluster</c> starts it: one address, processes that come back, and an end that leaves nothing behind.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ClusterRunTests
{
    [Fact]
    public async Task Cluster_ApiIsKilled_ComesBackAndTheEndLeavesNothingBehind()
    {
        using var data = new DataFolder();
        using var logs = new DataFolder();
        await using var postgres = await PostgresServer.StartAsync();
        var address = new Uri($"http://127.0.0.1:{FreePorts.TakeSteady(1)[0]}");
        await using var cluster = new Node(Launcher(address, data.Path, postgres.ConnectionString), new RunFolder(logs.Path));

        cluster.Start();
        var ready = $"OrleansReviews is ready at {address.ToString().TrimEnd('/')}";
        var said = await Eventually.GetAsync(() => Said(logs.Path), said => said.Contains(ready, StringComparison.Ordinal));
        var before = Pids(data.Path);
        var killed = before["api-1"];
        using (var api = System.Diagnostics.Process.GetProcessById(killed)) api.Kill();
        await Eventually.GetAsync(() => Pids(data.Path).GetValueOrDefault("api-1"), id => id != 0 && id != killed);
        await cluster.ReadyAsync();
        var after = Pids(data.Path);
        var lines = after.Values.Select(pid => File.ReadAllText($"/proc/{pid}/cmdline")).ToArray();
        var code = await cluster.TerminateAsync();

        var link = Path.Combine(data.Path, "setup-link");
        Assert.Contains(
            $"There is no operator yet. The one-time link that creates the account is in {link}", said, StringComparison.Ordinal);
        Assert.StartsWith($"{address}account/setup?token=", await File.ReadAllTextAsync(link, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(Path.Combine(data.Path, "logs")),
            log => Assert.DoesNotContain("token=", File.ReadAllText(log), StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories), AssertPrivate);
        // the table
        Assert.All(
            before, process => Assert.Contains(process.Value.ToString(CultureInfo.InvariantCulture), said, StringComparison.Ordinal));
        Assert.Equal(before["silo-1"], after["silo-1"]);
        Assert.All(lines, line => Assert.DoesNotContain(PostgresServer.Password, line, StringComparison.Ordinal));
        Assert.Equal(0, code);
        Assert.Empty(Pids(data.Path));
        Assert.All(after.Values, pid => Assert.False(Directory.Exists($"/proc/{pid}")));
        await Eventually.RefusedAsync(address);
    }

    [Fact]
    public async Task Cluster_AddressIsTaken_IsRefusedBeforeAnyProcessRuns()
    {
        using var data = new DataFolder();
        using var logs = new DataFolder();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var address = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        await using var cluster = new Node(Launcher(address, data.Path, "Host=127.0.0.1"), new RunFolder(logs.Path));

        cluster.Start();
        Assert.True(await cluster.EndsWithinAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("ended by itself with 2", cluster.End, StringComparison.Ordinal);
        Assert.Contains("address already in use", Said(logs.Path), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(data.Path, "logs")));
    }

    private static void AssertPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static NodePlan Launcher(Uri address, string data, string connection) => new(
        "launcher",
        typeof(NodePlan).Assembly.Location,
        [
            "--silos", "1", "--apis", "1", "--urls", address.ToString(), "--data", data, "--empty",
            "--silo-program", Repository.Program("Silo", "Reviews.Silo.dll"), "--api-program", Repository.Program("Api", "Reviews.Api.dll"),
        ],
        new Dictionary<string, string> { ["Reviews:Postgres:ConnectionString"] = connection },
        address);

    private static string Said(string logs)
    {
        var log = new RunFolder(logs).LogOf("launcher");
        if (!File.Exists(log)) return "";
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static Dictionary<string, int> Pids(string data) =>
        Directory.EnumerateFiles(Path.Combine(data, "run"), "*.pid")
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file)!, file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
}
