using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 1: stale writers are refused.</summary>
public sealed class StaleWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_OfTwoActivations_OnlyTheFirstWriterGoesOn()
    {
        await using var store = TestStore.Open(_folder);
        await using var first = await store.WakeAsync();
        await using var second = await store.WakeAsync();
        await first.VoteAsync(1);

        await Assert.ThrowsAsync<InconsistentStateException>(() => second.VoteAsync(2));
        await first.VoteAsync(3);
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 3L], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Append_OfAWriterFrozenWhileAnotherFoldedAndDeleted_IsRefused()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using var frozen = await store.WakeAsync();
        await frozen.VoteAsync(1);
        await using var other = await store.WakeAsync();
        await using var frozenLater = await store.WakeAsync();

        var compacted = _faults.WhenCompacted();
        await other.VoteAsync(100, 5_000);
        await compacted;
        Assert.Equal(0, Rows.Count(_folder, "segment"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => frozen.VoteAsync(2));

        var swept = _faults.WhenCompacted();
        await other.DeleteAsync();
        await swept;
        await Assert.ThrowsAsync<InconsistentStateException>(() => frozenLater.VoteAsync(3));

        await using var woken = await store.WakeAsync();
        Assert.Empty(woken.Tally.Book);
        Assert.Equal(0, Rows.Leftovers(_folder));
    }

    [Fact]
    public async Task Append_OfAWriterThatMissedOnlyADeletion_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        await using var stale = await store.WakeAsync();
        await stale.VoteAsync(1);
        await using (var other = await store.WakeAsync()) await other.DeleteAsync();

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(2));
        await using var woken = await store.WakeAsync();
        Assert.Empty(woken.Tally.Book);
    }

    [Fact]
    public async Task Append_WithoutTheSegmentBefore_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        await using var film = await store.WakeAsync();
        for (var vote = 1; vote <= 3; vote++) await film.VoteAsync(vote);
        Rows.Scalar(_folder, "DELETE FROM segment WHERE number = 3");

        await Assert.ThrowsAsync<InconsistentStateException>(() => film.VoteAsync(4));
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 2L], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Append_ToAnIdUnderAnotherName_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        await using (var heat = await store.WakeAsync()) await heat.VoteAsync(1);
        var id = (long)Rows.Scalar(_folder, "SELECT id FROM journal")!;

        var other = new AppendSegment(new JournalName("film/other"), 0, id, JournalHead.First, 2, 0, [1]);
        Assert.False((await store.Store.Writer.WriteAsync(other)).Applied);
    }

    [Fact]
    public async Task Append_OfWhatWasReadBeforeTheIncarnationWasRaised_IsRefusedAndTheNextOneGoesOn()
    {
        await using var store = TestStore.Open(_folder);
        await using var stale = await store.WakeAsync();
        await stale.VoteAsync(1);
        var record = new GrainState<Note> { State = new Note() };
        await store.Records.WriteStateAsync("s", GrainId.Create("quota", "ada"), record);
        Assert.Equal(1, (await store.Store.Writer.WriteAsync(new RaiseIncarnation(0))).Value);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(2));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => store.Records.WriteStateAsync("s", GrainId.Create("quota", "ada"), record));
        await using var woken = await store.WakeAsync();
        await woken.VoteAsync(3);
        Assert.Equal([1L, 3L], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Append_AgainAfterDelete_GoesOnInTheNextGeneration()
    {
        await using var store = TestStore.Open(_folder);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await film.DeleteAsync();
        await film.VoteAsync(2);

        await using var woken = await store.WakeAsync();
        Assert.Equal([2L], woken.Tally.Book.Keys);
        Assert.Equal(2L, Rows.Scalar(_folder, "SELECT generation FROM journal"));
        Assert.Equal(1, Rows.Count(_folder, "segment s JOIN journal j ON j.id = s.journal WHERE s.number >= j.base"));
    }

    [Fact]
    public async Task Delete_OfAStaleActivation_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        await using var stale = await store.WakeAsync();
        await stale.VoteAsync(1);
        await using var other = await store.WakeAsync();
        await other.VoteAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(stale.DeleteAsync);
        await using var woken = await store.WakeAsync();
        Assert.Equal(2, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_ThatLandsLate_IsThereOnceAndFencesWhoDidNotSeeIt()
    {
        var time = new FakeTimeProvider();
        await using var store = TestStore.Open(_folder, faults: _faults, time: time);
        await using var slow = await store.WakeAsync();
        await slow.VoteAsync(1);
        Activation blind;
        using (var hang = _faults.Hang())
        {
            var late = slow.VoteAsync(2);
            await hang.Reached;
            await Assert.ThrowsAsync<TimeoutException>(() => time.AdvanceUntilAsync(late));
            blind = await store.WakeAsync();
            Assert.Equal([1L], blind.Tally.Book.Keys);
        }

        await using (blind) await Assert.ThrowsAsync<InconsistentStateException>(() => blind.VoteAsync(3));
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 2L], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Append_RepeatedByAMessageThatLandsLate_IsRefusedForEver()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        AppendSegment? copy = null;
        _faults.Write = write =>
        {
            if (write is AppendSegment { Number: 2 } second) copy ??= second;
        };
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await film.VoteAsync(2);
        await AssertRefusedAsync(store, copy!);

        var compacted = _faults.WhenCompacted();
        await film.VoteAsync(100, 5_000);
        await compacted;
        await AssertRefusedAsync(store, copy!);

        await film.DeleteAsync();
        await AssertRefusedAsync(store, copy!);
    }

    private static async Task AssertRefusedAsync(TestStore store, AppendSegment copy)
    {
        var again = new AppendSegment(copy.Name, 0, copy.Journal, copy.Head, copy.Number, copy.Checksum, copy.Data);
        Assert.False((await store.Store.Writer.WriteAsync(again)).Applied);
    }
}
