using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.Hosting;
using Storage.Tests.Fixtures;
using Request = Azure.Core.Request;

namespace Storage.Tests.Azure;

/// <summary>
/// A journal's content before a rewrite is removed: immediately on request, otherwise before long, whatever process dies in the meantime.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AzureSweepTests(SharedAzurite azurite) : IAsyncLifetime
{
    private const string Heat = "film/heat";

    /// <summary>Votes that outgrow the floor of 64 KiB.</summary>
    private const int ManyVotes = 5_000;

    /// <summary>Head and one log.</summary>
    private const int Clean = 2;

    private AzureContainer _container = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Open_AfterAStopWithSweepsWaiting_RemovesWhatIsLeft()
    {
        var requests = new ScriptedRequests();
        await using (var store = _container.Open(requests, options => options.MaxQueuedSweeps = 1))
        {
            var (reached, release) = HoldDeletesOf(requests, Heat);
            await ReplaceAsync(store, "heat");
            await reached;
            await ReplaceAsync(store, "alien"); // waits
            await ReplaceAsync(store, "ran"); // one too many
            var closing = store.Services.GetRequiredService<AzureStore>().DisposeAsync();
            release.SetResult();
            await closing;
        }

        Assert.Equal((Clean, Clean + 1, Clean + 1), (await CountAsync(Heat), await CountAsync("film/alien"), await CountAsync("film/ran")));
        await using var next = _container.Open(configure: SweepAtOnce);
        await UntilCleanAsync(Heat, "film/alien", "film/ran");
        await AssertWholeAsync(next, "heat", "alien", "ran");
    }

    [Fact]
    public async Task Open_AfterAProcessDiedBehindTheClosingFrame_BringsTheHeadForwardAndSweeps()
    {
        var requests = new ScriptedRequests();
        await using (var store = _container.Open(requests))
        {
            requests.Sending = request =>
                request.IsHead() && IsReplaced(request) ? throw new IOException("The process was killed.") : Task.CompletedTask;
            await ReplaceAsync(store, "heat");
        }

        Assert.Equal(Clean + 1, await CountAsync(Heat));
        await using var next = _container.Open(configure: SweepAtOnce);
        await UntilCleanAsync(Heat);
        await AssertWholeAsync(next, "heat");
    }

    [Fact]
    public async Task Sweep_WhileTheQueueIsFull_RemovesAtOnce()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests, options => options.MaxQueuedSweeps = 1);
        var (reached, release) = HoldDeletesOf(requests, Heat);
        await ReplaceAsync(store, "heat");
        await reached;
        foreach (var film in (string[])["alien", "ran"]) await ReplaceAsync(store, film);

        await store.Services.SweepJournalAsync("film/ran");
        Assert.Equal((Clean + 1, Clean), (await CountAsync(Heat), await CountAsync("film/ran")));
        release.SetResult();
    }

    [Fact]
    public async Task Sweep_ThatCannotRemove_SaysSoAndIsTriedAgain()
    {
        var time = new FakeTimeProvider();
        await using var store = _container.Open(time: time);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        await using (await KeepAsync(await _container.LogOfAsync(Heat)))
        {
            await film.VoteAsync(ManyVotes);
            await Assert.ThrowsAsync<StoreFailureException>(() => store.Services.SweepJournalAsync(Heat));
            Assert.Equal(Clean + 1, await CountAsync(Heat));
        }

        await Eventually.GetAsync(
            () =>
            {
                time.Advance(TimeSpan.FromHours(1));
                return CountAsync(Heat);
            },
            count => count == Clean);
    }

    [Fact]
    public async Task Sweep_OfAJournalWithAReplacedLogOnly_LeavesWhatMayBeAllThereIs()
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var replaced = await _container.LogOfAsync(Heat);
        await film.VoteAsync(ManyVotes);
        await UntilCleanAsync(Heat);
        foreach (var log in (string[])[await _container.LogOfAsync(Heat), replaced])
            await _container.Client.GetAppendBlobClient(log).CreateAsync(cancellationToken: Ct);

        await Assert.ThrowsAsync<CorruptRecordException>(() => store.Services.SweepJournalAsync(Heat));
        Assert.Contains(replaced, await _container.BlobsAsync(AzureContainer.FolderOf(Heat)));
    }

    /// <summary>A log that no head names may be under construction: it has a later epoch than the current one, and is left alone.</summary>
    [Fact]
    public async Task Sweep_WhileAnotherSiloMakesALog_LeavesItAlone()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var (replacing, close) = await HoldBeforeCloseAsync(requests, film);

        await using var other = _container.Open(configure: SweepAtOnce);
        await other.Services.SweepJournalAsync(Heat);
        Assert.Equal(Clean + 1, await CountAsync(Heat));
        close.SetResult();
        await replacing;
        await film.VoteAsync(ManyVotes + 1);

        await using var woken = await other.WakeAsync();
        Assert.Equal(ManyVotes + 2, woken.Tally.Book.Count);
    }

    /// <summary>
    /// Of an epoch that has its log, no other is ever named: whoever is making one is refused, before or after that is swept.
    /// </summary>
    [Fact]
    public async Task Sweep_OfALogInTheMakingByAWriterThatIsTooLate_IsSafe()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests);
        await using var late = await store.WakeAsync();
        await late.VoteAsync(0, ManyVotes);
        var (replacing, close) = await HoldBeforeCloseAsync(requests, late);

        await using var other = _container.Open();
        await using var first = await other.WakeAsync();
        await first.VoteAsync(-1);
        await other.Services.SweepJournalAsync(Heat);
        Assert.Equal(Clean, await CountAsync(Heat));
        close.SetResult();

        await Assert.ThrowsAsync<InconsistentStateException>(() => replacing);
        await first.VoteAsync(-2);
        await using var woken = await other.WakeAsync();
        Assert.Equal(ManyVotes + 2, woken.Tally.Book.Count);
    }

    /// <summary>A record is one blob that is overwritten: no earlier state is kept anywhere.</summary>
    [Fact]
    public async Task ClearState_OfARecord_LeavesNoWordOfIt()
    {
        const string words = "xanadu-words";
        await using var store = _container.Open();
        var state = new GrainState<Note> { State = new Note { Text = words } };
        await store.Records.WriteStateAsync("profile", GrainId.Create("quota", "ada"), state);
        Assert.Contains(words, await AllBytesAsync(), StringComparison.Ordinal);

        await store.Records.ClearStateAsync("profile", GrainId.Create("quota", "ada"), state);
        Assert.DoesNotContain(words, await AllBytesAsync(), StringComparison.Ordinal);
    }

    private static void SweepAtOnce(AzureStoreOptions options) => options.FirstSweepDelay = TimeSpan.Zero;

    private static async Task ReplaceAsync(TestStore store, string film)
    {
        await using var activation = await store.WakeAsync(film);
        await activation.VoteAsync(0, ManyVotes);
        await activation.VoteAsync(ManyVotes);
    }

    private static async Task AssertWholeAsync(TestStore store, params string[] films)
    {
        foreach (var film in films)
        {
            await using var woken = await store.WakeAsync(film);
            Assert.Equal(ManyVotes + 1, woken.Tally.Book.Count);
        }
    }

    /// <summary>The first deletion of one of a journal's logs waits.</summary>
    private static (Task Reached, TaskCompletionSource Release) HoldDeletesOf(ScriptedRequests requests, string journal)
    {
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var folder = AzureContainer.FolderOf(journal);
        requests.Sending = request =>
        {
            if (request.Method != global::Azure.Core.RequestMethod.Delete || !request.Uri.Path.Contains(folder, StringComparison.Ordinal))
                return Task.CompletedTask;
            reached.TrySetResult();
            return release.Task;
        };
        return (reached.Task, release);
    }

    /// <summary>The next replacement stops with its log made and its snapshot written.</summary>
    private static async Task<(Task Replacing, TaskCompletionSource Close)> HoldBeforeCloseAsync(ScriptedRequests requests, Activation film)
    {
        var (reached, close, appends) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        requests.Sending = request =>
        {
            if (!request.IsAppend() || ++appends != 2) return Task.CompletedTask;
            reached.SetResult();
            return close.Task;
        };
        var replacing = film.VoteAsync(ManyVotes);
        await reached.Task;
        return (replacing, close);
    }

    /// <summary>Whether a head's condition is that of one that is there already.</summary>
    private static bool IsReplaced(Request head) => head.Headers.Contains("If-Match");

    private async Task<int> CountAsync(string journal) => (await _container.BlobsAsync(AzureContainer.FolderOf(journal))).Count;

    private async Task UntilCleanAsync(params string[] journals)
    {
        foreach (var journal in journals) await Eventually.GetAsync(() => CountAsync(journal), count => count == Clean);
    }

    private Task<KeptBlob> KeepAsync(string log) => KeptBlob.KeepAsync(_container.Client.GetBlobClient(log), Ct);

    private async Task<string> AllBytesAsync()
    {
        var all = new System.Text.StringBuilder();
        var listing = new GetBlobsOptions { States = BlobStates.Snapshots | BlobStates.Uncommitted };
        await foreach (var blob in _container.Client.GetBlobsAsync(listing, Ct))
        {
            var content = await _container.Client.GetBlobClient(blob.Name).WithSnapshot(blob.Snapshot).DownloadContentAsync(Ct);
            all.Append(blob.Name).Append(System.Text.Encoding.Latin1.GetString(content.Value.Content));
        }

        return all.ToString();
    }
}
