using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Compaction;

/// <summary>Compacts journals in the background: a few at a time, at most one compaction per journal, with a bounded queue.</summary>
internal sealed partial class CompactionScheduler : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<Func<CancellationToken, Task>> _jobs;
    private readonly Task[] _workers;
    private readonly IJournalCompactor _compactor;
    private readonly JournalFeed _feed;
    private readonly SnapshotWriter _snapshots;
    private readonly Sweeper _sweeper;
    private readonly ILogger _logger;

    public CompactionScheduler(
        IJournalCompactor compactor, JournalFeed feed, SnapshotWriter snapshots, Sweeper sweeper, StoreOptions options,
        ILogger<CompactionScheduler> logger)
    {
        (_compactor, _feed, _snapshots, _sweeper, _logger) = (compactor, feed, snapshots, sweeper, logger);
        _jobs = Channel.CreateBounded<Func<CancellationToken, Task>>(options.MaxQueuedCompactions);
        _workers = [.. Enumerable.Range(0, options.MaxConcurrentCompactions).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Journals whose compaction is queued or running.</summary>
    public int Pending => _asked.Count;

    /// <summary>
    /// Requests a compaction whose outcome is reported to the target. If the queue is full, the journal's next write requests it again.
    /// </summary>
    /// <returns>False when no compaction will run: the kind has no schema, one is already pending, or the queue is full.</returns>
    public bool Request(JournalName name, ICompactionTarget target)
    {
        if (!_compactor.Knows(name.Kind))
        {
            if (_unknown.TryAdd(name.Kind, true)) LogNoSchema(name.Kind);
            return false;
        }

        if (!_asked.TryAdd(name.Value, true)) return false;
        if (_jobs.Writer.TryWrite(stopping => CompactAsync(name, target, stopping))) return true;
        _asked.TryRemove(name.Value, out _);
        return false;
    }

    /// <summary>
    /// Requests the removal of what a deletion left behind. If the queue is full, it happens the next time the store is opened.
    /// </summary>
    public void RequestSweep(JournalName name, long incarnation, long journal, long mark) =>
        _jobs.Writer.TryWrite(_ => _sweeper.SweepAsync(name, incarnation, journal, mark));

    /// <summary>Requests the removal of what a crash left behind.</summary>
    public void RequestSweepOfAll(IStoreReader reader, long incarnation) =>
        _jobs.Writer.TryWrite(stopping => _sweeper.SweepAllAsync(reader, incarnation, stopping));

    /// <summary>Stops running compactions at their next step.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync())
        {
            if (_stopping.IsCancellationRequested) return;
            try
            {
                await job(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogJobFailed(exception);
            }
        }
    }

    private async Task CompactAsync(JournalName name, ICompactionTarget target, CancellationToken stopping)
    {
        var compaction = new CompactingJournalStorage(name, _feed, _snapshots);
        try
        {
            await _compactor.CompactAsync(compaction, stopping);
        }
        catch (InconsistentStateException overtaken)
        {
            LogOvertaken(name.Value, overtaken.Message);
        }
        finally
        {
            // Notify the target before allowing new requests; otherwise a write in between would request compaction of what was just
            // compacted.
            if (compaction is { Head: { } head, Seen: { } seen }) target.OnCompacted(head.SnapshotBytes, seen.Log);
            else target.OnCompactionFailed();
            _asked.TryRemove(name.Value, out _);
        }
    }
}
