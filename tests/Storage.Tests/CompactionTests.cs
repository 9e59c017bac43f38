using Microsoft.Extensions.Logging;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.SqlJournals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 6: snapshots are made alongside the live log.</summary>
public sealed class CompactionTests : IDisposable
{
    private const int BatchVotes = 1_000;

    private static readonly JournalName Heat = new("film/heat");

    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_WhenTheLogOutgrowsTheFloor_FoldsAndTheWriterGoesOn()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using var film = await store.WakeAsync();
        var compacted = _faults.WhenCompacted();
        await VoteBatchesAsync(film, 0, 4);
        await compacted;
        await film.VoteAsync(4 * BatchVotes, BatchVotes);

        Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);
        Assert.Equal(0, Rows.Leftovers(_folder));
        await using var woken = await store.WakeAsync();
        Assert.Equal(5 * BatchVotes, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Fold_WhileTheWriterAppends_KeepsWhatCameAfter()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using var film = await store.WakeAsync();
        var compacted = _faults.WhenCompacted();
        var writing = Task.CompletedTask;
        _faults.Write = write =>
        {
            if (write is PutSlice) writing = Task.Run(() => VoteBatchesAsync(film, 4, 3));
        };
        await VoteBatchesAsync(film, 0, 4);
        await compacted;
        await writing;

        await using var woken = await store.WakeAsync();
        Assert.Equal(7 * BatchVotes, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Fold_OfAJournalDeletedMeanwhile_IsRefusedAndSwept()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using var film = await store.WakeAsync();
        var deleting = Task.CompletedTask;
        var deleted = _faults.WhenCommitted(write => write is DeleteJournal);
        _faults.Write = write =>
        {
            if (write is not PutSlice || !deleting.IsCompleted) return;
            deleting = Task.Run(film.DeleteAsync);
        };
        var flipped = _faults.WhenCommitted(write => write is FlipHead or SweepPiece { Result.Value: 0 });
        await VoteBatchesAsync(film, 0, 4);
        await deleted;
        await flipped;
        await deleting;
        await film.VoteAsync(1);

        await using var woken = await store.WakeAsync();
        Assert.Equal([1L], woken.Tally.Book.Keys);
    }

    [Fact]
    public async Task Flip_WithASnapshotSeenByAnotherFold_IsRefused()
    {
        await using var store = TestStore.Open(_folder, options => options.CompactionFloorBytes = 1 << 26, _faults);
        await using var film = await store.WakeAsync();
        await VoteBatchesAsync(film, 0, 4);
        var journals = store.Store.Journals;
        var seen = await SeeAsync(journals);

        var first = await journals.Snapshots.WriteAsync(Heat, seen, new(new byte[10]), mustEndLog: false, CancellationToken.None);
        var second = await journals.Snapshots.WriteAsync(Heat, seen, new(new byte[20]), mustEndLog: false, CancellationToken.None);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal(0, Rows.Leftovers(_folder));
        Assert.Equal(10L, Rows.Scalar(_folder, "SELECT bytes FROM journal"));
    }

    [Fact]
    public async Task Flip_WhoseSlicesWereSweptByAnother_IsRefused()
    {
        await using var store = TestStore.Open(_folder, options => options.CompactionFloorBytes = 1 << 26, _faults);
        await using var film = await store.WakeAsync();
        await VoteBatchesAsync(film, 0, 4);
        var journals = store.Store.Journals;
        var seen = await SeeAsync(journals);

        // Another process reserves a later snapshot and abandons it: its sweep removes the earlier one's slices too.
        var swept = false;
        _faults.Committed = group =>
        {
            if (swept || group is not [PutSlice put]) return;
            swept = true;
            _ = journals.Writer.WriteAsync(new SweepPiece(Heat, 0, put.Journal, put.Snapshot));
        };
        var head = await journals.Snapshots.WriteAsync(Heat, seen, new(new byte[10]), mustEndLog: false, CancellationToken.None);

        Assert.True(swept);
        Assert.Null(head);
        await using var woken = await store.WakeAsync();
        Assert.Equal(4 * BatchVotes, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_WithoutASchema_NeverFoldsAndSaysSoOnce()
    {
        await using var store = TestStore.Open(_folder, faults: _faults, withSchema: false);
        await using var film = await store.WakeAsync();
        await VoteBatchesAsync(film, 0, 10);

        Assert.Equal(0, store.Statistics.Kind(TestStore.Kind).Compactions);
        Assert.Single(
            store.Logs.All, line => line.Level == LogLevel.Warning && line.Message.Contains("no schema", StringComparison.Ordinal));
    }

    private static Task<JournalReading> SeeAsync(JournalServices journals) =>
        journals.Feed.FeedAsync(Heat, NoConsumer.Instance, CancellationToken.None);

    private static async Task VoteBatchesAsync(Activation film, int from, int count)
    {
        for (var i = from; i < from + count; i++) await film.VoteAsync(i * BatchVotes, BatchVotes);
    }
}
