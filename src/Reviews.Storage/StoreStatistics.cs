using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>What the store has done since it was opened. Counted when durable; safe to read at any time.</summary>
/// <param name="meters">Where the same figures are reported as metrics.</param>
/// <param name="time">Provides the time damage was first noticed; null for the system clock.</param>
public sealed class StoreStatistics(IMeterFactory meters, TimeProvider? time = null)
{
    private readonly ConcurrentDictionary<string, KindStatistics> _kinds = new(StringComparer.Ordinal);
    private long _transactions;
    private long _retriedGroups;
    private long _failedWrites;
    private long _droppedWrites;
    private long _bytesWritten;
    private long _checkpoints;

    internal StoreMeter Meter { get; } = new(meters);

    /// <summary>What was requested and found damaged.</summary>
    public UnreadableSubjects Unreadable { get; } = new(meters, time);

    /// <summary>Transactions committed; on Azure, blobs and blocks written.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    /// <summary>Groups that failed as a whole and were retried piece by piece.</summary>
    public long RetriedGroups => Interlocked.Read(ref _retriedGroups);

    /// <summary>Writes that failed on their own. Refused ones (a stale writer) are not included.</summary>
    public long FailedWrites => Interlocked.Read(ref _failedWrites);

    /// <summary>Writes dropped because their deadline passed before they began.</summary>
    public long DroppedWrites => Interlocked.Read(ref _droppedWrites);

    /// <summary>
    /// SQLite: bytes written to its write-ahead log, in whole pages with all overhead; checkpointing is not counted. PostgreSQL and Azure:
    /// payload bytes.
    /// </summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Times the write-ahead log was copied into the database; not counted for other stores.</summary>
    public long Checkpoints => Interlocked.Read(ref _checkpoints);

    /// <summary>Counters by grain type.</summary>
    public IReadOnlyDictionary<string, KindStatistics> Kinds => _kinds;

    /// <summary>The counters of one grain type; all zero if it never wrote or read.</summary>
    public KindStatistics Kind(string grainType) => _kinds.GetOrAdd(grainType, static _ => new KindStatistics());

    internal void CountTransaction(int writes, long bytes, TimeSpan duration)
    {
        Interlocked.Increment(ref _transactions);
        Interlocked.Add(ref _bytesWritten, bytes);
        Meter.Committed(writes, bytes, duration);
    }

    internal void CountRetriedGroup() => Interlocked.Increment(ref _retriedGroups);

    internal void CountFailedWrite()
    {
        Interlocked.Increment(ref _failedWrites);
        Meter.Lost("failed");
    }

    internal void CountDroppedWrite()
    {
        Interlocked.Increment(ref _droppedWrites);
        Meter.Lost("late");
    }

    internal void CountCheckpoint() => Interlocked.Increment(ref _checkpoints);
}
