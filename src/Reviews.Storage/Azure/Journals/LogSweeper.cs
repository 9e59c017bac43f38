using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// Deletes replaced logs in the background, one journal after the other. Nobody reads them: this gives back room, no more, and what
/// fails is done with the journal's next replacement.
/// </summary>
internal sealed partial class LogSweeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<(JournalBlobs Blobs, LogId Current)> _asked;
    private readonly ILogger _logger;
    private readonly Task _worker;

    public LogSweeper(AzureStoreOptions options, ILogger<LogSweeper> logger)
    {
        _logger = logger;
        _asked = Channel.CreateBounded<(JournalBlobs, LogId)>(options.MaxQueuedSweeps);
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>Asks for the removal of everything before the present log. When too many wait, the next replacement does it.</summary>
    public void Request(JournalBlobs blobs, LogId current) => _asked.Writer.TryWrite((blobs, current));

    /// <summary>Ends with the journal under way.</summary>
    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _worker;
        _stopping.Dispose();
    }

    private async Task WorkAsync()
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
                LogSweepFailed(blobs.Name.Value, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Replaced logs of '{Journal}' could not be deleted; its next replacement will.")]
    private partial void LogSweepFailed(string journal, Exception exception);
}
