using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Compaction;

/// <summary>Compacts journals in the background: a few at a time, one compaction a journal, a bounded number waiting.</summary>
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

    /// <summary>Journals whose compaction waits or is under way.</summary>
    public int Pending => _asked.Count;

    /// <summary>Asks for a compaction of which the target is told. When too many wait, the journal's next write asks again.</summary>
    /// <returns>False when no compaction will come of it: none is known for the kind, one is asked for already, or too many wait.</returns>
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

    /// <summary>Asks for the removal of what a deletion left. When too many wait, the next opening does it.</summary>
    public void RequestSweep(JournalName name, long incarnation, long journal, long mark) =>
        _jobs.Writer.TryWrite(_ => _sweeper.SweepAsync(name, incarnation, journal, mark));

    /// <summary>Asks for the removal of what a crash left.</summary>
    public void RequestSweepOfAll(IStoreReader reader, long incarnation) =>
        _jobs.Writer.TryWrite(stopping => _sweeper.SweepAllAsync(reader, incarnation, stopping));

    /// <summary>Ends the compactions under way at their next step.</summary>
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
            // Told first, free to ask again second: or a write in between would ask for a compaction of what was just compacted.
            if (compaction is { Head: { } head, Seen: { } seen }) target.OnCompacted(head.SnapshotBytes, seen.Log);
            else target.OnFoldFailed();
            _asked.TryRemove(name.Value, out _);
        }
    }
}
