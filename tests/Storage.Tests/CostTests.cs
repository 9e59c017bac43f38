using Reviews.Storage.Sqlite;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 6, measured: a vote costs the same at any size, and activation reads at most twice the book.</summary>
[Trait("Category", "Slow")]
public sealed class CostTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Votes that share a write.</summary>
    private const int BatchVotes = 50;

    private const int Most = 1_000_000;

    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vote_FromAThousandToAMillion_CostsTheSameBytesWithinAFactorOfTwo()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        SkipSyncing();
        await using var film = await store.WakeAsync();
        var costs = new List<double>();
        for (var (votes, next) = (0, 1_000); votes < Most;)
        {
            await film.VoteAsync(votes, BatchVotes);
            votes += BatchVotes;
            await UntilFoldedAsync(store);
            if (votes < next) continue;
            costs.Add((double)store.Statistics.BytesWritten / votes);
            var kind = store.Statistics.Kind(TestStore.Kind);
            var payload = (double)(kind.AppendedBytes + kind.FoldedBytes) / votes;
            output.WriteLine($"{votes} votes: {costs[^1]:F1} bytes a vote written, payload {payload:F1}, {kind.Compactions} compactions");
            next *= 2;
            await AssertWakingIsCheapAsync(store, film);
        }

        Assert.True(costs.Max() <= 2 * costs.Min(), $"from {costs.Min():F1} to {costs.Max():F1}");
        Assert.True(store.Statistics.Kind(TestStore.Kind).Compactions > 5);
    }

    private static async Task AssertWakingIsCheapAsync(TestStore store, Activation film)
    {
        var before = store.Statistics.Kind(TestStore.Kind).JournalBytesRead;
        await using var woken = await store.WakeAsync();
        var read = store.Statistics.Kind(TestStore.Kind).JournalBytesRead - before;
        Assert.Equal(film.Tally.Book.Count, woken.Tally.Book.Count);
        var book = Math.Max(film.Tally.SnapshotBytes, new SqliteOptions().CompactionFloorBytes);
        Assert.True(read <= 2 * book, $"{read} bytes read for {book}");
    }

    /// <summary>Waits for a compaction that has been asked for, so that the counts don't depend on a race.</summary>
    private static Task<int> UntilFoldedAsync(TestStore store) =>
        Eventually.GetAsync(() => store.Store.Journals.Compactions.Pending, pending => pending == 0);

    /// <summary>Bytes are counted, not their way to the disk; so this test need not wait for that.</summary>
    private void SkipSyncing()
    {
        using var command = _faults.Connection!.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF";
        command.ExecuteNonQuery();
    }
}
