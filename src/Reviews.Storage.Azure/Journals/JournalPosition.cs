using Azure;

namespace Reviews.Storage.Azure.Journals;

/// <summary>Where a log ends: the next block is accepted there and nowhere else.</summary>
/// <param name="Log">The log.</param>
/// <param name="Length">Bytes in it. They only grow, so no length is ever the end twice.</param>
/// <param name="Frames">Frames, and so blocks, in it.</param>
/// <param name="ETag">The service's mark of this state.</param>
internal sealed record LogTail(LogId Log, long Length, long Frames, ETag ETag)
{
    /// <summary>The log as it takes its place when it has no more than its snapshot.</summary>
    public LogStart Start => new(Log, (int)Frames);
}

/// <summary>One activation's view of its journal.</summary>
/// <param name="Head">The head's mark when it was last seen or written.</param>
/// <param name="Tail">The end of the log that is written now.</param>
/// <param name="SnapshotBytes">Bytes of the snapshot at the log's beginning.</param>
/// <param name="LogCost">What the segments after it cost.</param>
/// <param name="Bytes">Bytes of both.</param>
internal sealed record JournalPosition(ETag Head, LogTail Tail, long SnapshotBytes, long LogCost, long Bytes);

/// <summary>A log as it took its place: with less it has lost something.</summary>
/// <param name="Log">The log.</param>
/// <param name="Frames">Frames of the snapshot that it began with; 0: none, or an earlier release did not say.</param>
internal readonly record struct LogStart(LogId Log, int Frames);

/// <summary>A journal's head: which of its logs is the present one, or was at least.</summary>
internal sealed record LogHead(LogStart Start, ETag ETag)
{
    public LogId Log => Start.Log;
}
