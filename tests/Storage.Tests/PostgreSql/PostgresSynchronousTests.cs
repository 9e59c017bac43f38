using Reviews.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>A server waiting for a synchronous standby that is down: what the standby lacks is neither acknowledged nor shown.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresSynchronousTests(PostgresFixture postgres) : IDisposable
{
    private readonly PostgresPlace _place = postgres.NewPlace();

    public void Dispose() => WaitFor("");

    [Fact]
    public async Task Append_WhileTheStandbyIsAway_IsNotAcknowledgedAndIsThereWhenItIsBack()
    {
        await using var reader = _place.Open();
        await using var store = _place.Open(options => options.OperationTimeout = TimeSpan.FromSeconds(1));
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        WaitFor("nobody");

        var append = Next(store, 2);
        await Assert.ThrowsAsync<TimeoutException>(() => store.Store.Writer.WriteAsync(append));
        await Assert.ThrowsAsync<StoreFailureException>(() => append.Answer);
        await Assert.ThrowsAnyAsync<Exception>(() => film.VoteAsync(3));
        Assert.Equal(1, _place.Count("segment"));
        await using (var seen = await reader.WakeAsync()) Assert.Equal([1L], seen.Tally.Book.Keys);

        WaitFor("");
        await Eventually.GetAsync(() => _place.Count("segment"), count => count == 2);
        await Eventually.AnsweredAsync(async () => (await store.Store.Writer.WriteAsync(Next(store, 4))).Applied, applied => applied);

        // On a busy machine an append may be reported late and yet succeed: none is missing, none is doubled.
        Assert.InRange(_place.Count("segment"), 3, int.MaxValue);
        Assert.Equal((long)_place.Scalar("SELECT max(number) FROM segment")!, _place.Count("segment"));
    }

    /// <summary>The next append to the film's journal, as made by someone who has just read it.</summary>
    private AppendSegment Next(TestStore store, byte data)
    {
        var (id, last) = ((long)_place.Scalar("SELECT id FROM journal")!, (long)_place.Scalar("SELECT max(number) FROM segment")!);
        return new AppendSegment(
            new JournalName("film/heat"), store.Store.Incarnations.Current, id, JournalHead.First, last + 1, 0, [data]);
    }

    private void WaitFor(string standbys)
    {
        _place.Scalar($"ALTER SYSTEM SET synchronous_standby_names = '{standbys}'");
        _place.Scalar("SELECT pg_reload_conf()");
        while ((string)_place.Scalar("SHOW synchronous_standby_names")! != standbys) Thread.Yield();
    }
}
