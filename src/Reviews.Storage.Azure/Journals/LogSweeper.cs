using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// Deletes replaced logs in the background, one journal at a time. Nobody reads them: this only frees space. Logs left by an earlier
/// process, by a full queue or by a failure are searched for soon after startup and periodically after that. Erasures don't wait for any of
/// this: they have their journals swept directly.
/// </summary>
internal sealed partial class LogSweeper : IAsyncDisposable
{
    /// <summary>
    /// Time between searches for left-over logs. A search lists every blob of every journal, so it only runs when needed.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<(JournalBlobs Blobs, LogId Current)> _asked;
    private readonly AzureStore _store;
    private readonly ILogger _logger;
    private readonly Task _worker;
    private volatile bool _isLeft = true; // by an earlier process

    public LogSweeper(AzureStore store, AzureStoreOptions options, TimeProvider time, ILogger<LogSweeper> logger)
    {
        (_store, _logger) = (store, logger);
        _asked = Channel.CreateBounded<(JournalBlobs, LogId)>(options.MaxQueuedSweeps);
        _worker = Task.WhenAll(Task.Run(SweepAskedAsync), Task.Run(() => LookForLeftAsync(options.FirstSweepDelay, time)));
    }

    /// <summary>Requests the removal of everything before the current log. If the queue is full, it is found later.</summary>
    public void Request(JournalBlobs blobs, LogId current)
    {
        if (!_asked.Writer.TryWrite((blobs, current))) _isLeft = true;
    }

    /// <summary>
    /// Deletes what a journal's current log has replaced; all of it is gone when this completes. The current log is read in full first:
    /// while that fails, what it replaced may be all there is.
    /// </summary>
    public static async Task SweepAsync(JournalBlobs blobs)
    {
        if (await new JournalReader(blobs, NoConsumer.Instance).ReadAsync() is { } position) await blobs.SweepAsync(position.Tail.Log);
    }

    /// <summary>Stops after the journal in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _worker;
        _stopping.Dispose();
    }

    private async Task SweepAskedAsync()
    {
        await foreach (var (blobs, current) in _asked.Reader.ReadAllAsync())
        {
            if (_stopping.IsCancellationRequested) return;
            try
            {
                await blobs.SweepAsync(current);
            }
            catch (Exception exception)
            {
                _isLeft = true;
                LogSweepFailed(blobs.Name.Value, exception);
            }
        }
    }

    private async Task LookForLeftAsync(TimeSpan first, TimeProvider time)
    {
        for (var wait = first; await WaitAsync(wait, time); wait = Interval)
        {
            if (!_isLeft) continue;
            _isLeft = false;
            try
            {
                await SweepLeftAsync(_stopping.Token);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                _isLeft = true;
                LogLookFailed(exception);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;   // the rest is found at the next start
            }
        }
    }

    /// <summary>False when the store is closing.</summary>
    private async Task<bool> WaitAsync(TimeSpan wait, TimeProvider time)
    {
        await Task.Delay(wait, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stopping.IsCancellationRequested;
    }

    private async Task SweepLeftAsync(CancellationToken cancellationToken)
    {
        var folders = new JournalFolders(_store);
        await foreach (var folder in folders.ListAsync(cancellationToken))
        {
            if (folder.Logs.Count < 2) continue;
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await SweepAsync(_store.BlobsOf(await folders.NameAsync(folder)));
            }
            catch (Exception exception)
            {
                _isLeft = true;
                LogSweepFailed(folder.Path, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Replaced logs of '{Journal}' could not be deleted; this will be retried.")]
    private partial void LogSweepFailed(string journal, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The journals could not be searched for replaced logs; this will be retried.")]
    private partial void LogLookFailed(Exception exception);
}
