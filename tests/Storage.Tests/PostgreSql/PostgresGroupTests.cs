using Reviews.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>Groups of writes on a server where other processes write too.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresGroupTests(PostgresFixture postgres)
{
    private const int Films = 20;

    private readonly PostgresPlace _place = postgres.NewPlace();
    private readonly ScriptedFaults _faults = new();

    [Fact]
    public async Task Group_WithOneBadWrite_FailsThatAlone()
    {
        await using var store = _place.Open(faults: _faults);
        var ids = await MakeFilmsAsync(store, Films);
        OnSegments("IF NEW.journal = 7 THEN RAISE EXCEPTION 'a bad row'; END IF;");
        var writes = await WriteTogetherAsync(store, [.. ids.Select((id, i) => Append(i, id, 2))]);

        var failed = Assert.Single(writes, write => write.IsFaulted);
        Assert.Same(writes[Array.IndexOf(ids, 7)], failed);
        Assert.IsType<StoreFailureException>(failed.Exception!.InnerException);
        Assert.All(writes.Except([failed]), write => Assert.True(write.Result.Applied));
        Assert.Equal((2 * Films) - 1, _place.Count("segment"));
    }

    [Fact]
    public async Task Group_WithManyWritesToOneJournal_KeepsTheirOrder()
    {
        await using var store = _place.Open(faults: _faults);
        var id = (await MakeFilmsAsync(store, 1))[0];
        var before = store.Statistics.Transactions;
        var writes = await WriteTogetherAsync(
            store, [Append(0, id, 2, 1), Append(0, id, 2, 2), Append(0, id, 3, 3), Delete(0, id, 4), Append(0, id, 4, 4)]);

        Assert.Equal([true, false, true, true, false], writes.Select(write => write.Result.Applied));
        Assert.Equal((byte[])[1], _place.Scalar("SELECT data FROM segment WHERE number = 2"));
        Assert.Equal(before + 2, store.Statistics.Transactions);
    }

    [Fact]
    public async Task Group_WithTwoFirstWritesOfOneJournal_CreatesItOnce()
    {
        await using var store = _place.Open(faults: _faults);
        var writes = await WriteTogetherAsync(store, [Append(0, null, 1), Append(0, null, 1), Append(1, null, 1)]);
        Assert.Equal([true, false, true], writes.Select(write => write.Result.Applied));
        Assert.Equal(2, _place.Count("segment"));
    }

    [Fact]
    public async Task Groups_ThatHoldEachOtherUp_AreTriedPieceByPieceAndSucceed()
    {
        var others = new ScriptedFaults();
        await using var first = _place.Open(faults: _faults);
        await using var second = _place.Open(faults: others);
        var ids = await MakeFilmsAsync(first, 2);

        // Both hold their append's journal before either asks for the other's.
        OnSegments("PERFORM pg_sleep(0.3);");
        var one = WriteTogetherAsync(first, _faults, [Append(0, ids[0], 2), Delete(1, ids[1], 2)]);
        var two = WriteTogetherAsync(second, others, [Append(1, ids[1], 2), Delete(0, ids[0], 2)]);
        var (ones, twos) = (await one, await two);

        Assert.True(first.Statistics.RetriedGroups + second.Statistics.RetriedGroups > 0);
        Assert.NotEqual((await ones[0]).Applied, (await twos[1]).Applied);
        Assert.NotEqual((await twos[0]).Applied, (await ones[1]).Applied);
    }

    private Task<Task<WriteResult>[]> WriteTogetherAsync(TestStore store, StoreWrite[] writes) =>
        WriteTogetherAsync(store, _faults, writes);

    /// <summary>Writes them in one group, and answers when all have ended: the writer is kept busy until they wait together.</summary>
    private static async Task<Task<WriteResult>[]> WriteTogetherAsync(TestStore store, ScriptedFaults faults, StoreWrite[] writes)
    {
        Task busy;
        Task<WriteResult>[] waiting;
        using (var hang = faults.Hang())
        {
            busy = store.Store.Writer.WriteAsync(new WriteRecord("name", "name/busy", $"{Guid.NewGuid()}", 0, null, 0, [1]));
            await hang.Reached;
            waiting = [.. writes.Select(store.Store.Writer.WriteAsync)];
        }

        await busy;
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);
        return waiting;
    }

    /// <summary>Creates films with one segment each, and returns their ids.</summary>
    private static async Task<long[]> MakeFilmsAsync(TestStore store, int count)
    {
        var made = await Task.WhenAll(Enumerable.Range(0, count).Select(i => store.Store.Writer.WriteAsync(Append(i, null, 1))));
        return [.. made.Select(result => result.Value)];
    }

    private static AppendSegment Append(int film, long? id, long number, byte data = 1) =>
        new(new JournalName($"film/{film}"), 0, id, JournalHead.First, number, 0, [data]);

    private static DeleteJournal Delete(int film, long id, long next) =>
        new(new JournalName($"film/{film}"), 0, id, JournalHead.First.Generation, JournalHead.First.Tombstone(next));

    private void OnSegments(string body) => _place.Scalar($"""
        CREATE FUNCTION on_segment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$;
        CREATE TRIGGER on_segment BEFORE INSERT ON segment FOR EACH ROW EXECUTE FUNCTION on_segment();
        """);
}
