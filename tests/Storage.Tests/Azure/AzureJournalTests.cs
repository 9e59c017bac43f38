using Orleans.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>Journals on append blobs: stale writers are refused, whatever the other did in the meantime.</summary>
[Trait("Category", "Slow")]
public sealed class AzureJournalTests(SharedAzurite azurite) : IAsyncLifetime
{
    private const string Heat = "film/heat";

    /// <summary>Votes that outgrow the floor of 64 KiB.</summary>
    private const int ManyVotes = 5_000;

    private AzureContainer _container = null!;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Append_PastTheFloor_IsReplacedByItsSnapshotAndLeavesOneLog()
    {
        await using (var store = _container.Open())
        {
            await using var film = await store.WakeAsync();
            await film.VoteAsync(0, ManyVotes);
            var first = await _container.LogOfAsync(Heat);
            await film.VoteAsync(ManyVotes);
            await film.VoteAsync(ManyVotes + 1);
            await Eventually.GetAsync(() => _container.BlobsAsync(AzureContainer.FolderOf(Heat)), blobs => blobs.Count == 2);
            Assert.NotEqual(first, await _container.LogOfAsync(Heat));
            Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);
            Assert.Equal(2, store.Statistics.Kind(TestStore.Kind).Appends);
        }

        await using var again = _container.Open();
        await using var woken = await again.WakeAsync();
        Assert.Equal(ManyVotes + 2, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_OfManyPieces_ReadsBackWhole()
    {
        const int votes = 600_000; // 10 MB in one append, then a snapshot in three pieces
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, votes);
        await using (var woken = await store.WakeAsync()) Assert.Equal(votes, woken.Tally.Book.Count);
        await film.VoteAsync(votes);
        Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);
        await film.VoteAsync(votes + 1);
        await using var again = await store.WakeAsync();
        Assert.Equal(votes + 2, again.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_OfAWriterThatMissedAReplacement_IsRefused()
    {
        await using var store = _container.Open();
        await using var stale = await store.WakeAsync();
        await stale.VoteAsync(0, ManyVotes);
        await using (var other = await store.WakeAsync()) await other.VoteAsync(ManyVotes);
        Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(ManyVotes + 1));
        await using var woken = await store.WakeAsync();
        Assert.Equal(ManyVotes + 1, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_OfTheFirstTwoWriters_OneBeginsTheJournal()
    {
        await using var store = _container.Open();
        var films = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.WakeAsync()));
        var votes = films.Select((film, i) => film.VoteAsync(i)).ToArray();
        await Task.WhenAll(votes).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(votes, vote => vote.IsCompletedSuccessfully);
        Assert.All(votes.Except([winner]), vote => Assert.IsType<InconsistentStateException>(vote.Exception!.InnerException));
        await using var woken = await store.WakeAsync();
        Assert.Equal([(long)Array.IndexOf(votes, winner)], woken.Tally.Book.Keys);
        Assert.Equal(2, (await _container.BlobsAsync(AzureContainer.FolderOf(Heat))).Count);
        foreach (var film in films) await film.DisposeAsync();
    }

    [Fact]
    public async Task Replace_OfTwoActivations_OneSucceeds()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests);
        await using (var film = await store.WakeAsync()) await film.VoteAsync(0, ManyVotes);
        await using var first = await store.WakeAsync();
        await using var second = await store.WakeAsync();

        // Both have made their logs and written their snapshots before either closes the old one.
        var made = 0;
        var bothMade = new TaskCompletionSource();
        requests.Sending = request =>
        {
            if (!request.IsNewLog()) return Task.CompletedTask;
            if (Interlocked.Increment(ref made) == 2) bothMade.SetResult();
            return bothMade.Task;
        };
        Task[] votes = [first.VoteAsync(ManyVotes), second.VoteAsync(ManyVotes + 1)];
        await Task.WhenAll(votes).ContinueWith(_ => { }, TaskScheduler.Default);

        _ = Assert.Single(votes, vote => vote.IsCompletedSuccessfully);
        _ = Assert.Single(votes, vote => vote.Exception?.InnerException is InconsistentStateException);
        await using var woken = await store.WakeAsync();
        Assert.Equal(ManyVotes + 1, woken.Tally.Book.Count);
        await Eventually.GetAsync(() => _container.BlobsAsync(AzureContainer.FolderOf(Heat)), blobs => blobs.Count == 2);
    }

    [Fact]
    public async Task Replace_FrozenBeforeItsHead_DoesNotBringTheHeadBack()
    {
        var requests = new ScriptedRequests();
        await using var slow = _container.Open(requests, options => options.OperationTimeout = TimeSpan.FromMinutes(1));
        await using var frozen = await slow.WakeAsync();
        await frozen.VoteAsync(0, ManyVotes);
        var (reached, thaw) = (new TaskCompletionSource(), new TaskCompletionSource());
        requests.Sending = request =>
        {
            if (!request.IsHead()) return Task.CompletedTask;
            reached.TrySetResult();
            return thaw.Task;
        };
        var replacing = frozen.VoteAsync(ManyVotes);
        await reached.Task;

        // Another silo takes over, replaces twice more and deletes every earlier log.
        await using var store = _container.Open();
        await using var other = await store.WakeAsync();
        Assert.Equal(ManyVotes + 1, other.Tally.Book.Count);
        for (var i = 1; i <= 6; i++) await other.VoteAsync(i * ManyVotes * 2, ManyVotes * 2);
        Assert.InRange(store.Statistics.Kind(TestStore.Kind).Compactions, 2, 6);
        thaw.SetResult();
        await replacing;

        await Assert.ThrowsAsync<InconsistentStateException>(() => frozen.VoteAsync(-1));
        await using var woken = await store.WakeAsync();
        Assert.Equal(other.Tally.Book.Count, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Delete_LeavesAnEmptyLogAndFencesEarlierWriters()
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await using var stale = await store.WakeAsync();
        var log = await _container.LogOfAsync(Heat);
        await film.DeleteAsync();

        Assert.NotEqual(log, await _container.LogOfAsync(Heat));
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(2));
        await using (var empty = await store.WakeAsync()) Assert.Empty(empty.Tally.Book);
        await film.VoteAsync(3);
        await using var woken = await store.WakeAsync();
        Assert.Equal([3L], woken.Tally.Book.Keys);
    }
}
