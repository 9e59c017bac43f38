using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Reviews.Storage.Azure.Journals;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure;

/// <summary>
/// One open container: journals on append blobs, state records through Orleans' own provider. Many silos share it; stale writers are
/// refused by the service. Opened before any grain, closed after all of them.
/// </summary>
internal sealed class AzureStore(
    AzureStoreOptions options,
    StoreIncarnations incarnations,
    StoreStatistics statistics,
    TimeProvider time,
    IEnumerable<HttpPipelinePolicy> policies,
    ILoggerFactory loggers) : IStore, ISweepingStore
{
    /// <summary>Blobs per page of a listing.</summary>
    private const int PageSize = 5_000;

    private readonly Lazy<BlobServiceClient> _account = new(() => AzureAccount.Connect(options, [.. policies, new LostContainer()]));
    private readonly ILogger<AzureJournalStorage> _journalLogger = loggers.CreateLogger<AzureJournalStorage>();
    private BlobContainerClient? _container;
    private BlobCalls? _calls;
    private LogSweeper? _sweeper;

    /// <summary>The account, open or not.</summary>
    public BlobServiceClient Account => _account.Value;

    public string ContainerName => options.Container;

    public BlobContainerClient Container => _container ?? throw NotOpen();

    public string? Id { get; private set; }

    public BlobCalls Calls => _calls ?? throw NotOpen();

    public void Open()
    {
        ContainerOpening.Open(AzureAccount.Connect(options, policies).GetBlobContainerClient(options.Container), options);
        _container = Account.GetBlobContainerClient(options.Container);
        _calls = new BlobCalls(options, statistics, time, loggers.CreateLogger<BlobCalls>());
        var marker = ContainerOpening.MarkerOf(_container);
        Id = marker.Store;
        incarnations.Enter(marker.Incarnation);   // current value; a raise by others is seen the next time the store is opened
        _sweeper = new LogSweeper(this, options, time, loggers.CreateLogger<LogSweeper>());
        // reads and writes share one queue here, and nothing compacts in the background
        statistics.Meter.Watch(() => _calls?.Pending ?? 0, () => 0, () => 0);
    }

    public AzureJournalStorage CreateJournal(JournalName name) =>
        new(BlobsOf(name), _sweeper ?? throw NotOpen(), options, statistics, _journalLogger);

    public JournalBlobs BlobsOf(JournalName name) => new(name, Container, Calls);

    public Task SweepAsync(JournalName name) => LogSweeper.SweepAsync(BlobsOf(name));

    /// <summary>Blobs whose names start with the prefix, with their metadata, in order.</summary>
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata };
        for (string? next = ""; next is not null;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = next;
            var answer = await Calls.ReadAsync(prefix, async deadline =>
            {
                await foreach (var page in Container.GetBlobsAsync(listing, deadline).AsPages(from, PageSize))
                    return Response.FromValue(page, page.GetRawResponse());
                return Response.FromValue(Page<BlobItem>.FromValues([], null, null!), null!);
            });
            foreach (var blob in answer.Value!.Values) yield return blob;
            next = answer.Value.ContinuationToken is { Length: > 0 } more ? more : null;
        }
    }

    /// <summary>The text of a blob known to exist.</summary>
    public async Task<string> ReadTextAsync(string blob) => Encoding.UTF8.GetString(await ReadBytesAsync(blob));

    /// <summary>The bytes of a blob known to exist.</summary>
    public async Task<byte[]> ReadBytesAsync(string blob)
    {
        var answer = await Calls.ReadAsync(blob, deadline => Container.GetBlobClient(blob).DownloadContentAsync(deadline));
        return answer.TryGet(out var found) ? found.Content.ToArray() : throw new CorruptRecordException(blob, "it is gone");
    }

    /// <summary>Raises the incarnation to at least this number; a higher one is kept.</summary>
    public async Task RaiseIncarnationAsync(long atLeast, CancellationToken cancellationToken) =>
        incarnations.Enter(await new MarkerBlob(Container, Calls).RaiseIncarnationAsync(atLeast, cancellationToken));

    /// <summary>Waits for calls in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sweeper is not null) await _sweeper.DisposeAsync();
        if (_calls is not null) await _calls.DisposeAsync();
        (_container, _calls, _sweeper) = (null, null, null);
    }

    private static InvalidOperationException NotOpen() => new("The store is not open: it opens with the silo, before the first grain.");
}
