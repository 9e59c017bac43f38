using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Orleans.Storage;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.Azure.Journals;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>
/// A storage account that comes back with less: losses from a failover or a restored blob are noticed wherever something left reveals them;
/// what goes unnoticed is documented here too.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AzureLessTests(SharedAzurite azurite) : IAsyncLifetime
{
    private const string Heat = "film/heat";

    /// <summary>Votes that outgrow the floor of 64 KiB.</summary>
    private const int ManyVotes = 5_000;

    /// <summary>Votes whose snapshot takes more than one block.</summary>
    private const int VotesOfTwoBlocks = 300_000;

    private AzureContainer _container = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("put back")]
    [InlineData("empty")]
    [InlineData("gone")]
    public async Task Append_ToALogThatHasLessThanItsWriterKnows_IsRefused(string log)
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        var earlier = await ContentAsync(await _container.LogOfAsync(Heat));
        await film.VoteAsync(2);

        if (log == "gone") await _container.Client.DeleteBlobAsync(await _container.LogOfAsync(Heat), cancellationToken: Ct);
        else await _container.RewriteLogAsync(Heat, _ => log == "empty" ? [] : earlier);

        await Assert.ThrowsAsync<InconsistentStateException>(() => film.VoteAsync(3));
    }

    /// <summary>Nothing in the container shows what followed the last remaining block.</summary>
    [Fact]
    public async Task Wake_OfALogPutBackToAnEarlierEnd_IsTheEarlierJournal()
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        var earlier = await ContentAsync(await _container.LogOfAsync(Heat));
        await film.VoteAsync(2);
        await _container.RewriteLogAsync(Heat, _ => earlier);

        await using var woken = await store.WakeAsync();
        Assert.Equal([1L], woken.Tally.Book.Keys);
        await woken.VoteAsync(3);
    }

    [Fact]
    public async Task Wake_OfAJournalWhoseHeadIsGone_IsRefusedAndBeginsNoOther()
    {
        await using var store = _container.Open();
        await using (var film = await store.WakeAsync()) await film.VoteAsync(1);
        var head = await HeadAsync();
        await _container.Client.DeleteBlobAsync(HeadName, cancellationToken: Ct);

        await AssertRefusedAsync(store, "its head is gone");
        Assert.Contains(Heat, await NamesAsync(store));
        await PutBackAsync(head);
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L], woken.Tally.Book.Keys);
    }

    [Fact]
    public async Task Wake_OfAHeadPutBackToALogThatWasSwept_IsRefused()
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var head = await HeadAsync();
        await film.VoteAsync(ManyVotes);
        await film.VoteAsync(ManyVotes + 1);
        await Eventually.GetAsync(() => _container.BlobsAsync(AzureContainer.FolderOf(Heat)), blobs => blobs.Count == 2);
        await PutBackAsync(head);

        await AssertRefusedAsync(store, "is gone");
        Assert.Contains(Heat, await NamesAsync(store));
    }

    [Fact]
    public async Task Wake_OfAHeadPutBackToAClosedLog_FindsTheLogThatReplacedIt()
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var head = await HeadAsync();
        await using (await KeepLogAsync())
        {
            await film.VoteAsync(ManyVotes);
            await film.VoteAsync(ManyVotes + 1);
            await PutBackAsync(head);

            await using var woken = await store.WakeAsync();
            Assert.Equal(ManyVotes + 2, woken.Tally.Book.Count);
        }
    }

    /// <summary>Head and log are as they were before a replacement; what is left of the log that replaced it reveals it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Wake_OfAHeadAndALogPutBackBehindALaterLog_IsRefused(int replacements)
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var (head, log) = (await HeadAsync(), await _container.LogOfAsync(Heat));
        var earlier = await ContentAsync(log);
        for (var times = 1; times <= replacements; times++) await film.VoteAsync(ManyVotes * 10 * times, ManyVotes * 3 * times);
        await film.VoteAsync(-1);
        Assert.Equal(replacements, store.Statistics.Kind(TestStore.Kind).Compactions);
        await Eventually.GetAsync(() => _container.BlobsAsync(AzureContainer.FolderOf(Heat)), blobs => blobs.Count == 2);
        await PutLogAsync(log, earlier);
        await PutBackAsync(head);

        await AssertRefusedAsync(store, "is not said to be replaced");
    }

    /// <summary>A log that nobody has named yet, of a writer that died or is about to close the old one, is no sign of anything.</summary>
    [Fact]
    public async Task Wake_BesideALogInTheMaking_IsTheJournalAsItIs()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var appends = 0;
        requests.Sending = request =>
            request.IsAppend() && ++appends >= 2 ? throw new IOException("The process was killed.") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => film.VoteAsync(ManyVotes));
        requests.Sending = null;
        Assert.Equal(3, (await _container.BlobsAsync(AzureContainer.FolderOf(Heat))).Count);

        await using var woken = await store.WakeAsync();
        Assert.Equal(ManyVotes, woken.Tally.Book.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wake_OfALogThatHasNotAllOfItsSnapshot_IsRefused(int blocks)
    {
        await using var store = _container.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, VotesOfTwoBlocks);
        await film.VoteAsync(VotesOfTwoBlocks);
        Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);
        await Eventually.GetAsync(() => _container.BlobsAsync(AzureContainer.FolderOf(Heat)), blobs => blobs.Count == 2);
        await CutAsync(blocks);

        await AssertRefusedAsync(store, $"begins with 2 frames, of which {blocks} are there");
        Assert.Contains(Heat, await NamesAsync(store));
    }

    /// <summary>The same, found by the closing frame because the writer died before its head.</summary>
    [Fact]
    public async Task Wake_OfACutSnapshotBehindAHeadLeftBehind_IsRefused()
    {
        var requests = new ScriptedRequests();
        await using var store = _container.Open(requests);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        var closed = await _container.LogOfAsync(Heat);
        requests.Sending = request => request.IsHead() ? throw new IOException("The process was killed.") : Task.CompletedTask;
        await film.VoteAsync(ManyVotes);
        requests.Sending = null;
        var next = Assert.Single(await _container.BlobsAsync(AzureContainer.FolderOf(Heat)), name => name != closed && name != HeadName);
        await PutLogAsync(next, []);

        await AssertRefusedAsync(store, "begins with 1 frames, of which 0 are there");
    }

    [Fact]
    public async Task WriteState_OverARecordPutBackToAnEarlierState_IsRefused()
    {
        await using var store = _container.Open();
        var ada = GrainId.Create("quota", "ada");
        var state = new GrainState<Note> { State = new Note { Text = "first" } };
        await store.Records.WriteStateAsync("profile", ada, state);
        var blob = BlobNames.RecordBlob(ada, "profile");
        var earlier = await ContentAsync(blob);
        state.State.Text = "second";
        await store.Records.WriteStateAsync("profile", ada, state);
        await _container.Client.GetBlobClient(blob).UploadAsync(new BinaryData(earlier), overwrite: true, Ct);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync("profile", ada, state));
        var read = new GrainState<Note>();
        await store.Records.ReadStateAsync("profile", ada, read); // Nothing shows that it had been written since.
        Assert.Equal("first", read.State!.Text);
    }

    private static string HeadName => $"{AzureContainer.FolderOf(Heat)}head";

    private static async Task AssertRefusedAsync(TestStore store, string detail)
    {
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(() => store.WakeAsync());
        Assert.Equal(Heat, corrupt.Record);
        Assert.Contains(detail, corrupt.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> NamesAsync(TestStore store)
    {
        var names = new List<string>();
        await foreach (var entry in store.Catalog.ListAsync(cancellationToken: Ct)) names.Add(entry.Id.Value);
        return names;
    }

    private async Task<IDictionary<string, string>> HeadAsync() =>
        (await _container.Client.GetBlobClient(HeadName).GetPropertiesAsync(cancellationToken: Ct)).Value.Metadata;

    private async Task PutBackAsync(IDictionary<string, string> head) => await _container.Client.GetBlobClient(HeadName)
        .UploadAsync(new BinaryData(Heat), new BlobUploadOptions { Metadata = head }, Ct);

    private async Task<byte[]> ContentAsync(string blob) =>
        (await _container.Client.GetBlobClient(blob).DownloadContentAsync(Ct)).Value.Content.ToArray();

    private async Task PutLogAsync(string log, byte[] content)
    {
        var client = _container.Client.GetAppendBlobClient(log);
        await client.CreateAsync(cancellationToken: Ct);
        using var block = new MemoryStream(content);
        if (block.Length > 0) await client.AppendBlockAsync(block, cancellationToken: Ct);
    }

    /// <summary>Keeps this many of the log's frames.</summary>
    private Task CutAsync(int frames) => _container.RewriteLogAsync(Heat, log =>
    {
        var length = 0;
        for (var frame = 0; frame < frames; frame++) length += LogFrame.HeaderBytes + LogFrame.ReadHeader(log.AsSpan(length)).Length;
        return log[..length];
    });

    /// <summary>No sweep can delete the journal's log until the scope ends.</summary>
    private async Task<KeptBlob> KeepLogAsync() =>
        await KeptBlob.KeepAsync(_container.Client.GetBlobClient(await _container.LogOfAsync(Heat)), Ct);
}
