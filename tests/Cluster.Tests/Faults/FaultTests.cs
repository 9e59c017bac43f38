using System.Globalization;
using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>
/// A cluster of real processes loses nothing while its parts die, stand still and are restarted, and its clients see only what they may.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly FaultKind[] Every = Enum.GetValues<FaultKind>();

    /// <summary>
    /// Azurite loses what it acknowledged when it is killed, so it is only frozen; and a cluster on it restarts as one on PostgreSQL does.
    /// </summary>
    private static readonly FaultKind[] OnAzurite =
    [
        FaultKind.KillSilo, FaultKind.KillApi, FaultKind.FreezeSilo, FaultKind.FreezeStore, FaultKind.RollingRestart,
    ];

    /// <summary>
    /// What the short run on PostgreSQL has time for: everything that leaves the store what it was, with a standstill that a silo is given
    /// up for, and an outage longer than anybody's patience.
    /// </summary>
    private static readonly FaultKind[] OnPostgresInShort = [.. Every.Where(kind => kind < FaultKind.FailOver)];

    /// <summary>A store that comes back with less, in every way.</summary>
    private static readonly FaultKind[] Setbacks = [.. Every.Where(kind => kind >= FaultKind.FailOver)];

    /// <summary>What the short run on Azurite has time for.</summary>
    private static readonly FaultKind[] OnAzuriteInShort = [FaultKind.KillSilo, FaultKind.KillApi, FaultKind.FreezeStore];

    /// <summary>
    /// How long the store is away in a short run: longer than anybody waits for an answer, the 10 s of a vote and the 12 s of a grain's
    /// call.
    /// </summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(15);

    /// <summary>Lines that all processes together may log while the store is away: 158,000 were logged once in half a minute.</summary>
    private const int MaxLines = 25_000;

    /// <summary>
    /// How many faults a long run has, <c>./reviews test --faults N</c>, where being late counts as well; null: this is a short one.
    /// </summary>
    private static int? Long => Given("REVIEWS_FAULTS");

    [Fact]
    public Task Cluster_OnPostgres_DrawnFaults_LosesNothing()
    {
        var random = Seeded(out var seed);
        return CheckAsync("postgres", "drawn", random, seed, Long is { } count
            ? Fault.Draw(random, count, Every)
            : Fault.Draw(random, OnPostgresInShort.Length, OnPostgresInShort).Select(AtItsWorst));
    }

    [Fact]
    public Task Cluster_StoreComesBackWithLess_LosesNothingElse()
    {
        var random = Seeded(out var seed);
        return CheckAsync("postgres", "less", random, seed, Fault.Draw(random, Setbacks.Length, Setbacks));
    }

    [Fact]
    public Task Cluster_OnAzure_DrawnFaults_LosesNothing()
    {
        var random = Seeded(out var seed);
        var kinds = Long is null ? OnAzuriteInShort : OnAzurite;
        return CheckAsync("azure", "drawn", random, seed, Fault.Draw(random, Long ?? kinds.Length, kinds));
    }

    private static Fault AtItsWorst(Fault fault) => fault.Kind switch
    {
        FaultKind.FreezeSilo => fault with { Lasts = TimeSpan.Zero, UntilGivenUp = true },
        FaultKind.KillStore => fault with { Lasts = Outage },
        _ => fault,
    };

    private async Task CheckAsync(string store, string name, Random random, int seed, IEnumerable<Fault> faults)
    {
        output.WriteLine($"REVIEWS_FAULT_SEED={seed} draws these faults and votes again.");
        var times = Long is null ? FaultTimes.Short : FaultTimes.Long;
        await using var cluster = await RunningCluster.StartAsync(store, $"{store}-{name}", times.TakeUp);
        await using var load = await ClusterLoad.GatherAsync(cluster, random);
        var rounds = new List<Round>();
        try
        {
            var checker = new Checker(cluster, load, times, output);
            foreach (var fault in faults)
            {
                var before = cluster.LinesOfLog();
                rounds.Add(await checker.RunAsync(fault));
                if (fault.Kind == FaultKind.KillStore) JudgeLog(fault, cluster.LinesOfLog() - before, load.History);
            }

            if (store == "postgres") await ScanAsync(cluster, load.History);
        }
        finally
        {
            // Also of a run that did not come to its end: it took hours.
            var table = new HistoryTable(store, seed, rounds, load.History);
            foreach (var figure in table.Figures()) output.WriteLine(figure);
            await table.AppendAsync(Path.Combine(Repository.Root, "artifacts", "cluster", "history.md"));
        }

        Assert.True(load.History.Violations.Count == 0, $"{load.History.Violations}");
    }

    /// <summary>A store that is away makes everything fail; the log stays readable all the same.</summary>
    private void JudgeLog(Fault outage, int lines, History history)
    {
        output.WriteLine($"Figure: cluster on postgres, {outage}: {lines} lines of log of six processes.");
        if (lines > MaxLines) history.Violations.Add($"Too much log: {lines} lines in {outage}.");
    }

    private static async Task ScanAsync(RunningCluster cluster, History history)
    {
        history.Rules = Rules.SomeAreCutOff;   // the processes end, and watchers lose their lines
        if (await cluster.ScanAsync() is { } said) history.Violations.Add(Judge.OfUnreadable("the store", said));
    }

    private static Random Seeded(out int seed) => new(seed = Given("REVIEWS_FAULT_SEED") ?? Random.Shared.Next());

    private static int? Given(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
