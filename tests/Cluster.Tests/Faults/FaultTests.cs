using System.Globalization;
using Cluster.Tests.Fixtures;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>A cluster of real processes loses nothing while its parts die, stand still and are restarted, and its clients see only what they may.</summary>
[Trait("Category", "Slow")]
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly FaultKind[] Every = Enum.GetValues<FaultKind>();

    /// <summary>Azurite loses what it acknowledged when it is killed, so it is only frozen; and a cluster on it restarts as one on PostgreSQL does.</summary>
    private static readonly FaultKind[] OnAzurite = [FaultKind.KillSilo, FaultKind.KillApi, FaultKind.FreezeSilo, FaultKind.FreezeStore, FaultKind.RollingRestart];

    /// <summary>What the short run on Azurite has time for.</summary>
    private static readonly FaultKind[] OnAzuriteInShort = [FaultKind.KillSilo, FaultKind.KillApi, FaultKind.FreezeStore];

    /// <summary>How many faults a long run has, <c>./reviews test --faults N</c>, where being late counts as well; null: this is a short one.</summary>
    private static int? Long => Given("REVIEWS_FAULTS");

    [Fact]
    public Task Cluster_OnPostgres_DrawnFaults_LosesNothing()
    {
        var random = Seeded(out var seed);
        return CheckAsync("postgres", "drawn", random, seed, Fault.Draw(random, Long ?? Every.Length, Every));
    }

    [Fact]
    public Task Cluster_OnAzure_DrawnFaults_LosesNothing()
    {
        var random = Seeded(out var seed);
        var kinds = Long is null ? OnAzuriteInShort : OnAzurite;
        return CheckAsync("azure", "drawn", random, seed, Fault.Draw(random, Long ?? kinds.Length, kinds));
    }

    [Fact]
    public Task Cluster_SiloFrozenForAMinute_IsFencedAndLosesNothing()
    {
        var random = Seeded(out var seed);
        return CheckAsync("postgres", "frozen", random, seed, [new Fault(FaultKind.FreezeSilo, random.Next(100), TimeSpan.FromSeconds(60))]);
    }

    [Fact]
    public Task Cluster_StoreGoneForHalfAMinute_LosesNothing()
    {
        var random = Seeded(out var seed);
        return CheckAsync("postgres", "gone", random, seed, [new Fault(FaultKind.KillStore, 0, TimeSpan.FromSeconds(30))]);
    }

    private async Task CheckAsync(string store, string name, Random random, int seed, IEnumerable<Fault> faults)
    {
        output.WriteLine($"REVIEWS_FAULT_SEED={seed} draws these faults and votes again.");
        await using var cluster = await RunningCluster.StartAsync(store, $"{store}-{name}");
        await using var load = await ClusterLoad.GatherAsync(cluster, random);
        var rounds = new List<Round>();
        try
        {
            var checker = new Checker(cluster, load, timesCount: Long is not null, output);
            foreach (var fault in faults) rounds.Add(await checker.RunAsync(fault));
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

    private static Random Seeded(out int seed) => new(seed = Given("REVIEWS_FAULT_SEED") ?? Random.Shared.Next());

    private static int? Given(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
