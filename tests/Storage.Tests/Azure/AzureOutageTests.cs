using Microsoft.Extensions.Time.Testing;
using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>
/// The service hangs, is down, is overloaded, or has lost the container: callers are told in time, and everything resumes when it is back.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AzureOutageTests(SharedAzurite azurite)
{
    private static readonly GrainId Ada = GrainId.Create("quota", "ada");

    [Fact]
    public async Task Vote_WhileTheServiceHangs_EndsAtItsDeadlineAndGoesOnAfter()
    {
        await using var server = await AzuriteServer.StartAsync();
        var (container, time) = (new AzureContainer(server.ConnectionString), new FakeTimeProvider());
        await using var store = container.Open(time: time);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);

        server.Freeze();
        await Assert.ThrowsAsync<TimeoutException>(() => time.AdvanceUntilAsync(film.VoteAsync(2)));
        await Assert.ThrowsAsync<TimeoutException>(() => time.AdvanceUntilAsync(store.WakeAsync("other")));
        await Assert.ThrowsAsync<TimeoutException>(() => time.AdvanceUntilAsync(WriteAsync(store, "late")));
        server.Thaw();

        // The late vote may land before this reading, or after it: then the next write is refused, and not before.
        await Eventually.AnsweredAsync(async () =>
        {
            await using var woken = await store.WakeAsync();
            Assert.Contains(1L, woken.Tally.Book.Keys);
            await woken.VoteAsync(3);
            return true;
        });
        await using var last = await store.WakeAsync();
        Assert.Equal([1L, 3L], last.Tally.Book.Keys.Where(member => member != 2).Order()); // Vote 2 may have taken effect.
    }

    [Fact]
    public async Task Vote_WhileTheServiceIsAway_FailsAndGoesOnAfter()
    {
        await using var server = await AzuriteServer.StartAsync();
        var container = new AzureContainer(server.ConnectionString);
        await using var store = container.Open();
        await using (var film = await store.WakeAsync())
        {
            await film.VoteAsync(1);
            await server.StopAsync();
            await Assert.ThrowsAsync<StoreFailureException>(() => film.VoteAsync(2));
        }

        await Assert.ThrowsAsync<StoreFailureException>(() => store.WakeAsync());
        Assert.True(store.Statistics.FailedWrites > 0);
        await server.StartAgainAsync();
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L], woken.Tally.Book.Keys);
        await woken.VoteAsync(2);
    }

    [Fact]
    public async Task Append_ThatLandsLate_IsThereOnceAndFencesWhoDidNotSeeIt()
    {
        var (time, requests) = (new FakeTimeProvider(), new ScriptedRequests());
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        await using var slow = container.Open(requests, time: time);
        await using var film = await slow.WakeAsync();
        await film.VoteAsync(1);
        var (arrived, release, landed) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        requests.Answered = request =>
        {
            if (request.IsAppend()) landed.TrySetResult();
            return Task.CompletedTask;
        };
        requests.Sending = request =>
        {
            if (!request.IsAppend()) return Task.CompletedTask;
            arrived.TrySetResult();
            return release.Task;
        };
        var late = film.VoteAsync(2);
        await arrived.Task;
        await Assert.ThrowsAsync<TimeoutException>(() => time.AdvanceUntilAsync(late));

        await using var store = container.Open();
        await using var other = await store.WakeAsync();
        Assert.Equal([1L], other.Tally.Book.Keys);
        await other.VoteAsync(3);
        release.SetResult();
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 3L], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Call_OverTheQueuesLimit_IsRefusedAtOnce()
    {
        var requests = new ScriptedRequests();
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        await using var store = container.Open(requests, options => (options.MaxConcurrentCalls, options.MaxQueuedCalls) = (1, 2));
        var release = new TaskCompletionSource();
        requests.Sending = _ => release.Task;
        var waiting = Enumerable.Range(0, 3).Select(_ => ReadAsync(store)).ToArray();
        await Assert.ThrowsAsync<StoreBusyException>(() => ReadAsync(store));
        release.SetResult();
        await Task.WhenAll(waiting);
        await ReadAsync(store);
    }

    [Fact]
    public async Task Call_ThatWaitsForItsTurnPastTheDeadline_IsNeverBegun()
    {
        var (time, requests) = (new FakeTimeProvider(), new ScriptedRequests());
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        await using var store = container.Open(requests, options => options.MaxConcurrentCalls = 1, time);
        var (reached, release, seen) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        requests.Sending = _ =>
        {
            Interlocked.Increment(ref seen);
            reached.TrySetResult();
            return release.Task;
        };
        var large = WriteAsync(store, new string('x', 5 << 20)); // Two pieces: it may take two minutes, a small one takes one.
        await reached.Task;
        var queued = WriteAsync(store, "small");
        time.Advance(TimeSpan.FromSeconds(61)); // Once, and not until it has ended: that would bring the other to its deadline as well.
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        Assert.False(large.IsCompleted);
        Assert.Equal((1, 1L), (seen, store.Statistics.DroppedWrites));
        release.SetResult();
        await large;
    }

    [Fact]
    public async Task Write_LargerThanTheStoreTakes_IsRefused()
    {
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        await using var store = container.Open(configure: options => options.MaxQueuedBytes = 1 << 16);
        await using var film = await store.WakeAsync();
        await Assert.ThrowsAsync<StoreBusyException>(() => film.VoteAsync(1, 5_000));
    }

    [Fact]
    public async Task Read_OfAContainerDeletedUnderTheStore_FailsAndNeverSaysThatNothingIsThere()
    {
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        await using var store = container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await container.Client.DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<StoreFailureException>(() => store.WakeAsync());
        Assert.Equal("The store could not read 'film/heat': its container is gone.", failure.Message);
        await Assert.ThrowsAsync<StoreFailureException>(() => film.VoteAsync(2));
        await Assert.ThrowsAsync<StoreFailureException>(() => ReadAsync(store));
        await Assert.ThrowsAsync<StoreFailureException>(() => WriteAsync(store, "anew"));
        Assert.False(await container.Client.ExistsAsync(TestContext.Current.CancellationToken));
    }

    private static Task ReadAsync(TestStore store) => store.Records.ReadStateAsync("profile", Ada, new GrainState<Note>());

    private static Task WriteAsync(TestStore store, string text) =>
        store.Records.WriteStateAsync("profile", Ada, new GrainState<Note> { State = new Note { Text = text } });
}
