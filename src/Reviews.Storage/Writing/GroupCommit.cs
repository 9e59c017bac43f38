using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Writing;

/// <summary>
/// The process's only writer. While one group is being made durable, the writes of all grains queue up; then they are committed together.
/// No timer: a lone write is written immediately.
/// </summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<StoreWrite> _queue = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IGroupWriter _writer;
    private readonly StoreOptions _options;
    private readonly StoreStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly IStoreFaults _faults;
    private readonly ILogger _logger;
    private long _queuedBytes;
    private bool _stopping;
    private bool _unavailable;

    public GroupCommit(
        IGroupWriter writer, StoreOptions options, StoreStatistics statistics, TimeProvider time, IStoreFaults faults, ILogger logger)
    {
        (_writer, _options, _statistics, _time, _faults, _logger) = (writer, options, statistics, time, faults, logger);
        new Thread(Run) { IsBackground = true, Name = "store writer" }.UnsafeStart();
    }

    /// <summary>Writes waiting for the next group.</summary>
    public int QueuedWrites
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    /// <summary>
    /// Completes when the write is durable or refused. At the deadline it throws <see cref="TimeoutException"/>: the outcome is then
    /// unknown.
    /// </summary>
    public async Task<WriteResult> WriteAsync(StoreWrite write)
    {
        using var trace = write.Trace = StoreTraces.BeginWrite();
        Enqueue(write);
        try
        {
            return await write.Answer.WaitAsync(_options.OperationTimeout, _time);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            throw new TimeoutException(
                $"The store did not confirm a write to '{write.Subject}' within {_options.OperationTimeout}; it may have taken effect.",
                late);
        }
    }

    /// <summary>Makes queued writes durable, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        // Queued writes are dropped at their deadline at the latest; only a hanging database takes longer.
        var patience = 2 * _options.OperationTimeout;
        await _stopped.Task.WaitAsync(patience, _time);
    }

    private void Enqueue(StoreWrite write)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            if (_queue.Count >= _options.MaxQueuedWrites || _queuedBytes + write.Cost > _options.MaxQueuedBytes)
            {
                _statistics.Meter.Lost("busy");
                throw new StoreBusyException(
                    $"The store has {_queue.Count} writes of {_queuedBytes} bytes waiting and takes no more for now.");
            }

            write.Deadline = _time.GetTimestamp() + (long)(_options.OperationTimeout.TotalSeconds * _time.TimestampFrequency);
            _queue.Enqueue(write);
            _queuedBytes += write.Cost;
            if (_queue.Count == 1) Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        var group = new List<StoreWrite>(_options.MaxGroupWrites);
        while (TryTake(group))
        {
            Commit(group);
            group.Clear();
        }

        _stopped.SetResult();
    }

    private bool TryTake(List<StoreWrite> group)
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_stopping) return false;
                Monitor.Wait(_gate);
            }

            for (var bytes = 0L; group.Count < _options.MaxGroupWrites && _queue.TryPeek(out var next); bytes += next.Cost)
            {
                if (group.Count > 0 && bytes + next.Cost > _options.MaxGroupBytes) break;
                group.Add(_queue.Dequeue());
                _queuedBytes -= next.Cost;
            }

            return true;
        }
    }

    private void Commit(List<StoreWrite> group)
    {
        DropLate(group);
        if (group.Count == 0) return;
        using var trace = StoreTraces.BeginCommit(group);
        var begun = _time.GetTimestamp();
        try
        {
            var bytes = _writer.Commit(group);
            _statistics.CountTransaction(group.Count, bytes, _time.GetElapsedTime(begun));
        }
        catch (StoreUnavailableException exception)
        {
            trace?.SetStatus(ActivityStatusCode.Error, exception.Message);
            FailAll(group, exception);
            return;
        }
        catch (Exception exception)
        {
            trace?.SetStatus(ActivityStatusCode.Error, exception.Message);
            TryPieces(group, exception);
            return;
        }

        if (_unavailable) LogAvailable();
        _unavailable = false;
        Answer(group);
    }

    /// <summary>Logs one line when an outage begins, however many writes fail before it ends.</summary>
    private void FailAll(List<StoreWrite> group, StoreUnavailableException exception)
    {
        if (!_unavailable) LogUnavailable(exception.Message, exception);
        _unavailable = true;
        foreach (var write in group)
        {
            _statistics.CountFailedWrite();
            write.Fail(new StoreFailureException($"The store could not write '{write.Subject}': {exception.Message}", exception));
        }
    }

    /// <summary>Halves the failed group until the bad write is isolated, so that its neighbours don't fail with it.</summary>
    private void TryPieces(List<StoreWrite> group, Exception exception)
    {
        if (group is [var bad])
        {
            LogWriteFailed(bad.Subject, exception);
            _statistics.CountFailedWrite();
            bad.Fail(new StoreFailureException($"The store could not write '{bad.Subject}': {exception.Message}", exception));
            return;
        }

        _statistics.CountRetriedGroup();
        var half = group.Count / 2;
        Commit(group.GetRange(0, half));
        Commit(group.GetRange(half, group.Count - half));
    }

    private void Answer(List<StoreWrite> group)
    {
        try
        {
            _faults.OnCommitted(group);
        }
        catch (Exception exception)
        {
            group.ForEach(write => write.Fail(exception));
            return;
        }

        foreach (var write in group)
        {
            if (write.Result.Applied) write.Count(_statistics.Kind(write.Kind));
            write.Complete();
        }
    }

    private void DropLate(List<StoreWrite> group)
    {
        var now = _time.GetTimestamp();
        if (group.TrueForAll(write => write.Deadline > now)) return;
        foreach (var late in group.Where(write => write.Deadline <= now))
        {
            _statistics.CountDroppedWrite();
            late.Drop();
        }

        group.RemoveAll(write => write.Deadline <= now);
    }
}
