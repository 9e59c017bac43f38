using Orleans.Journaling;
using Reviews.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 6: nothing a compaction leaves behind is leaked, and nothing another still needs is removed.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly JournalName Heat = new("film/heat");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Put_ThatLandsAfterItsSweeping_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        var (writer, journal) = await FirstVoteAsync(store);
        var snapshot = await ReserveAsync(writer, journal);
        Assert.True(await PutAsync(writer, journal, snapshot, 0));
        await SweepAsync(writer, journal, snapshot);

        Assert.False(await PutAsync(writer, journal, snapshot, 1));
        Assert.Equal(0, Rows.Leftovers(_folder));
    }

    [Fact]
    public async Task Sweep_OfAnEarlierFold_LeavesALaterOneAlone()
    {
        await using var store = TestStore.Open(_folder);
        var (writer, journal) = await FirstVoteAsync(store);
        var earlier = await ReserveAsync(writer, journal);
        await PutAsync(writer, journal, earlier, 0);
        var later = await ReserveAsync(writer, journal);
        await PutAsync(writer, journal, later, 0);
        await SweepAsync(writer, journal, earlier);

        Assert.Equal(later, Rows.Scalar(_folder, "SELECT snapshot FROM slice"));
        Assert.True(await PutAsync(writer, journal, later, 1));
    }

    [Fact]
    public async Task Reserve_NeverGivesAnIdTwice()
    {
        var ids = new List<long>();
        for (var opening = 0; opening < 2; opening++)
        {
            await using var store = TestStore.Open(_folder);
            var (writer, journal) = await FirstVoteAsync(store);
            for (var i = 0; i < 3; i++)
            {
                ids.Add(await ReserveAsync(writer, journal));
                await SweepAsync(writer, journal, ids[^1]);
            }
        }

        Assert.Equal(6, ids.Distinct().Count());
    }

    [Fact]
    public async Task Replace_WhenWhatWasBeforeCanNotBeSwept_SaysSo()
    {
        var faults = new ScriptedFaults();
        await using var store = TestStore.Open(_folder, faults: faults);
        await using (var film = await store.WakeAsync()) await film.VoteAsync(1);
        var journal = store.Journals.CreateStorage(new JournalId(Heat.Value));
        faults.Write = write =>
        {
            if (write is SweepPiece) throw new IOException("The disk is gone.");
        };

        await Assert.ThrowsAsync<StoreFailureException>(
            () => journal.ReplaceAsync(new([1, 2, 3]), TestContext.Current.CancellationToken).AsTask());
        faults.Write = null;
        await store.Journals.CreateStorage(new JournalId(Heat.Value)).ReplaceAsync(new([1, 2, 3]), TestContext.Current.CancellationToken);
        Assert.Equal(0, Rows.Leftovers(_folder));
        Assert.Equal(0, Rows.Count(_folder, "segment"));
    }

    private static async Task<(GroupCommit Writer, long Journal)> FirstVoteAsync(TestStore store)
    {
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        return (store.Store.Writer, 1);
    }

    private static async Task<long> ReserveAsync(GroupCommit writer, long journal) =>
        (await writer.WriteAsync(new ReserveSnapshot(Heat, 0, journal, 1))).Value;

    private static async Task<bool> PutAsync(GroupCommit writer, long journal, long snapshot, long number) =>
        (await writer.WriteAsync(new PutSlice(Heat, 0, journal, snapshot, number, 0, [1, 2, 3]))).Applied;

    private static async Task SweepAsync(GroupCommit writer, long journal, long mark)
    {
        while (await writer.WriteAsync(new SweepPiece(Heat, 0, journal, mark)) is { Value: > 0 })
        {
        }
    }
}
