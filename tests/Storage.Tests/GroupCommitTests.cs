using Microsoft.Extensions.Time.Testing;
using Reviews.Storage;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rules 3 to 5: writes that share a transaction fail independently, and nobody waits forever.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private const int Films = 20;

    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_Alone_IsWrittenAtOnce()
    {
        await using var store = TestStore.Open(_folder, time: _time); // Time stands still: a timer would never fire.
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        Assert.Equal(1, store.Statistics.Transactions);
    }

    [Fact]
    public async Task Write_WhileTheWriterIsBusy_GathersInOneTransaction()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        var films = await WakeFilmsAsync(store);
        await VoteWhileBusyAsync(store, films);
        Assert.Equal(2, store.Statistics.Transactions);
    }

    [Fact]
    public async Task Write_ThatIsBad_FailsAlone()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        var films = await WakeFilmsAsync(store);
        _faults.Write = write =>
        {
            if (write.Subject == "film/7") throw new IOException("A bad row.");
        };
        var votes = await VoteWhileBusyAsync(store, films);

        Assert.Equal([7], Enumerable.Range(0, Films).Where(i => votes[i].IsFaulted));
        Assert.IsType<StoreFailureException>(votes[7].Exception!.InnerException);
        Assert.Equal(1, store.Statistics.FailedWrites);
        Assert.True(store.Statistics.RetriedGroups > 0);
        _faults.Write = null;
        for (var i = 0; i < Films; i++)
        {
            await using var woken = await store.WakeAsync($"{i}");
            Assert.Equal(i == 7 ? 0 : 1, woken.Tally.Book.Count);
        }
    }

    [Fact]
    public async Task Write_InAStoreThatHangs_EndsAtItsDeadlineAndAQueuedOneIsNeverWritten()
    {
        await using var store = TestStore.Open(_folder, faults: _faults, time: _time);
        var films = await WakeFilmsAsync(store);
        var caught = _faults.WhenCommitted(write => write.Subject == "film/0");
        using (var hang = _faults.Hang())
        {
            var hanging = films[0].VoteAsync(1);
            await hang.Reached;
            var queued = films[1].VoteAsync(1);
            await Assert.ThrowsAsync<TimeoutException>(() => _time.AdvanceUntilAsync(hanging));
            await Assert.ThrowsAsync<TimeoutException>(() => _time.AdvanceUntilAsync(queued));
        }

        await caught;
        await films[2].VoteAsync(1);
        Assert.Equal(1, store.Statistics.DroppedWrites);
        Assert.Equal([0L, 2L], await WrittenFilmsAsync(store));
    }

    [Fact]
    public async Task Read_InAStoreThatHangs_EndsAtItsDeadline()
    {
        using var hang = new ManualResetEventSlim();
        _faults.Read = subject =>
        {
            if (subject == "film/0") hang.Wait(TestContext.Current.CancellationToken);
        };
        await using var store = TestStore.Open(_folder, faults: _faults, time: _time);
        await Assert.ThrowsAsync<TimeoutException>(() => _time.AdvanceUntilAsync(store.WakeAsync("0")));
        await using var other = await store.WakeAsync("1");
        hang.Set();
        await using var again = await store.WakeAsync("0");
    }

    [Fact]
    public async Task Write_OverTheQueuesLimit_IsRefusedAtOnce()
    {
        await using var store = TestStore.Open(_folder, options => options.MaxQueuedWrites = 3, _faults);
        var films = await WakeFilmsAsync(store);
        var waiting = new List<Task>();
        using (var hang = _faults.Hang())
        {
            waiting.Add(films[0].VoteAsync(1));
            await hang.Reached;
            for (var i = 1; i <= 3; i++)
            {
                waiting.Add(films[i].VoteAsync(1));
                await store.UntilQueuedAsync(i);
            }

            await Assert.ThrowsAsync<StoreBusyException>(() => films[4].VoteAsync(1));
        }

        await Task.WhenAll(waiting);
        await films[5].VoteAsync(1);
    }

    [Fact]
    public async Task Write_LargerThanTheQueueHolds_IsRefused()
    {
        await using var store = TestStore.Open(_folder, options => options.MaxQueuedBytes = 1 << 16);
        await using var film = await store.WakeAsync();
        await Assert.ThrowsAsync<StoreBusyException>(() => film.VoteAsync(1, 5_000));
    }

    [Fact]
    public async Task Write_Answered_ContinuesOnAnotherThread()
    {
        await using var store = TestStore.Open(_folder);
        var writing = store.Store.Writer.WriteAsync(new WriteRecord("name", "name/a", "s", 0, null, 0, [1]));
        var thread = await writing.ContinueWith(
            _ => Thread.CurrentThread.Name, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.NotEqual("store writer", thread);
    }

    [Fact]
    public async Task Dispose_WithWritesQueued_MakesThemDurable()
    {
        var store = TestStore.Open(_folder, faults: _faults);
        var films = await WakeFilmsAsync(store);
        Task[] votes;
        using (var hang = _faults.Hang())
        {
            var first = films[0].VoteAsync(1);
            await hang.Reached;
            votes = [first, .. films.Skip(1).Select(film => film.VoteAsync(1))];
            await store.UntilQueuedAsync(Films - 1);
        }

        await store.DisposeAsync();
        await Task.WhenAll(votes);
        await using var again = TestStore.Open(_folder);
        Assert.Equal(Films, (await WrittenFilmsAsync(again)).Count);
    }

    private static async Task<Activation[]> WakeFilmsAsync(TestStore store)
    {
        var films = new Activation[Films];
        for (var i = 0; i < Films; i++) films[i] = await store.WakeAsync($"{i}");
        return films;
    }

    /// <summary>The first film's vote is being written while all others gather.</summary>
    private async Task<Task[]> VoteWhileBusyAsync(TestStore store, Activation[] films)
    {
        var votes = new Task[Films];
        using (var hang = _faults.Hang())
        {
            votes[0] = films[0].VoteAsync(1);
            await hang.Reached;
            for (var i = 1; i < Films; i++) votes[i] = films[i].VoteAsync(1);
            await store.UntilQueuedAsync(Films - 1);
        }

        await Task.WhenAll(votes).ContinueWith(_ => { }, TaskScheduler.Default);
        return votes;
    }

    private static async Task<List<long>> WrittenFilmsAsync(TestStore store)
    {
        var films = new List<long>();
        await foreach (var journal in store.Catalog.ListAsync()) films.Add(long.Parse(journal.Id.Value["film/".Length..], null));
        films.Sort();
        return films;
    }
}
