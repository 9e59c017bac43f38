using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>Rule 1 where two processes race: what one bases its decision on, the other can't change in the meantime.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresRaceTests(PostgresFixture postgres)
{
    private const int Rounds = 60;

    private static readonly JournalName Heat = new("film/heat");

    private readonly PostgresPlace _place = postgres.NewPlace();
    private readonly ScriptedFaults _faults = new();

    [Fact]
    public async Task Append_WhileAnotherSiloDeletes_IsInOrIsRefused_NeverLost()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        var (appended, deleted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            await using var film = await first.WakeAsync($"{round}");
            await film.VoteAsync(1);
            await using var other = await second.WakeAsync($"{round}");
            var append = Task.Run(() => film.VoteAsync(2), TestContext.Current.CancellationToken);
            var delete = Task.Run(other.DeleteAsync, TestContext.Current.CancellationToken);
            var (isIn, isGone) = (await SucceedsAsync(append), await SucceedsAsync(delete));

            Assert.NotEqual(isIn, isGone);
            await using var woken = await second.WakeAsync($"{round}");
            Assert.Equal(isIn ? 2 : 0, woken.Tally.Book.Count);
            (appended, deleted) = (appended + (isIn ? 1 : 0), deleted + (isGone ? 1 : 0));
        }

        Assert.Equal(Rounds, appended + deleted);
    }

    [Fact]
    public async Task Append_WhileAnotherSiloReplaces_IsInOrIsRefused_NeverLost()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        for (var round = 0; round < Rounds; round++)
        {
            var id = new Orleans.Journaling.JournalId($"film/{round}");
            var (writer, other) = (first.Journals.CreateStorage(id), second.Journals.CreateStorage(id));
            await writer.AppendAsync(new([1]), TestContext.Current.CancellationToken);
            await other.AppendAsync(new([2]), TestContext.Current.CancellationToken);
            writer = first.Journals.CreateStorage(id);
            var append = Task.Run(
                () => writer.AppendAsync(new([3]), CancellationToken.None).AsTask(), TestContext.Current.CancellationToken);
            var replace = Task.Run(
                () => other.ReplaceAsync(new([9]), CancellationToken.None).AsTask(), TestContext.Current.CancellationToken);
            var (isIn, isReplaced) = (await SucceedsAsync(append), await SucceedsAsync(replace));

            // A replacement keeps the next number: an append after it is accepted, one that it did not see is refused.
            Assert.True(isIn || isReplaced);
            var journal = await first.Store.Journals.Feed.FeedAsync(new JournalName(id.Value), NoConsumer.Instance, CancellationToken.None);
            Assert.Equal((isIn, isReplaced) switch { (true, true) => 2, (true, false) => 3, _ => 1 }, journal.Bytes);
        }
    }

    [Fact]
    public async Task Create_ByTwoSilosAtOnce_HasOneWinner()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        for (var round = 0; round < Rounds; round++)
        {
            await using var one = await first.WakeAsync($"{round}");
            await using var two = await second.WakeAsync($"{round}");
            var votes = new[] { one.VoteAsync(1), two.VoteAsync(2) };
            Assert.NotEqual(await SucceedsAsync(votes[0]), await SucceedsAsync(votes[1]));
        }

        Assert.Equal(Rounds, _place.Count("segment"));
    }

    [Fact]
    public async Task Fold_WhileAnotherSiloVotes_KeepsEveryVote()
    {
        await using var first = _place.Open(options => options.CompactionFloorBytes = 1 << 10, _faults);
        var compacted = _faults.WhenCompacted();
        await using var film = await first.WakeAsync();
        for (var i = 0; i < 200; i++) await film.VoteAsync(i * 10, 10);
        await compacted;
        await using var second = _place.Open();
        await using var woken = await second.WakeAsync();
        Assert.Equal(2_000, woken.Tally.Book.Count);
        Assert.True(first.Statistics.Kind(TestStore.Kind).Compactions > 0);
    }

    [Fact]
    public async Task Sweep_OfAnotherSilosFold_TakesNoSliceThatAHeadNeeds()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        await using var film = await first.WakeAsync();
        await film.VoteAsync(1);
        for (var round = 0; round < Rounds; round++)
        {
            var journals = first.Store.Journals;
            var seen = await journals.Feed.FeedAsync(Heat, NoConsumer.Instance, CancellationToken.None);
            var id = seen.Journal!.Value;
            var snapshot = (await first.Store.Writer.WriteAsync(new ReserveSnapshot(Heat, 0, id, 1))).Value;
            var bytes = new byte[] { 1, 2, 3 };
            var checksum = Reviews.Storage.Checksums.Of(bytes, Reviews.Storage.Checksums.Slice(Heat.Seed, snapshot, 0));
            await first.Store.Writer.WriteAsync(new PutSlice(Heat, 0, id, snapshot, 0, checksum, bytes));
            var head = seen.Head with { Base = seen.Next, Snapshot = snapshot, Slices = 1, SnapshotBytes = bytes.Length };

            // The head comes to need what the other is about to sweep.
            var sweep = Task.Run(() => second.Store.Writer.WriteAsync(new SweepPiece(Heat, 0, id, snapshot)));
            var flip = Task.Run(
                () => first.Store.Writer.WriteAsync(new FlipHead(Heat, 0, id, seen.Head.Snapshot, head, mustEndLog: false)));
            var (swept, flipped) = (await sweep, await flip);
            Assert.True(swept.Applied);
            var now = await journals.Feed.FeedAsync(Heat, NoConsumer.Instance, CancellationToken.None);
            Assert.Equal(flipped.Applied ? snapshot : seen.Head.Snapshot, now.Head.Snapshot);
        }
    }

    [Fact]
    public async Task Open_WhileAnotherSiloFolds_LeavesItsSlicesAlone()
    {
        await using var first = _place.Open();
        await using var film = await first.WakeAsync();
        await film.VoteAsync(1);
        var snapshot = (await first.Store.Writer.WriteAsync(new ReserveSnapshot(Heat, 0, 1, 1))).Value;
        await first.Store.Writer.WriteAsync(new PutSlice(Heat, 0, 1, snapshot, 0, 0, [1]));
        await using (var second = _place.Open())
        {
            Assert.Empty(await second.Store.Reader.ReadSweepMarksAsync(CancellationToken.None));
            _place.Scalar("UPDATE sweep SET marked_at = now() - interval '1 hour'");
            Assert.Single(await second.Store.Reader.ReadSweepMarksAsync(CancellationToken.None));
        }

        var swept = _faults.WhenCompacted();
        await using var third = _place.Open(faults: _faults);
        await swept;
        Assert.Equal(0, _place.Leftovers());
    }

    private static async Task<bool> SucceedsAsync(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
