using Azure;

namespace Reviews.Storage.Azure.Journals;

/// <summary>Where a log ends: the next block is accepted there and nowhere else.</summary>
/// <param name="Log">The log.</param>
/// <param name="Length">Bytes in it. The length only grows, so no length is ever the end twice.</param>
/// <param name="Frames">Frames, and so blocks, in it.</param>
/// <param name="ETag">The service's ETag for this state.</param>
internal sealed record LogTail(LogId Log, long Length, long Frames, ETag ETag)
{
    /// <summary>The log as it takes over, with nothing but its snapshot.</summary>
    public LogStart Start => new(Log, (int)Frames);
}

/// <summary>One activation's view of its journal.</summary>
/// <param name="Head">The head's ETag when it was last read or written.</param>
/// <param name="Tail">The end of the log currently being written.</param>
/// <param name="SnapshotBytes">Bytes of the snapshot at the log's beginning.</param>
/// <param name="LogCost">The cost of the segments after it.</param>
/// <param name="Bytes">Total bytes of both.</param>
internal sealed record JournalPosition(ETag Head, LogTail Tail, long SnapshotBytes, long LogCost, long Bytes);

/// <summary>A log as it took over; with fewer frames, it has lost something.</summary>
/// <param name="Log">The log.</param>
/// <param name="Frames">Frames of the snapshot it began with; 0 if there is none, or an earlier release did not record it.</param>
internal readonly record struct LogStart(LogId Log, int Frames);

/// <summary>A journal's head: which of its logs is, or at least was, the current one.</summary>
internal sealed record LogHead(LogStart Start, ETag ETag)
{
    public LogId Log => Start.Log;
}
