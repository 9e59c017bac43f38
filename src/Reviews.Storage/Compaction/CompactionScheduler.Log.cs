using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Compaction;

internal sealed partial class CompactionScheduler
{
    [LoggerMessage(LogLevel.Warning, "Journals of '{Kind}' are not compacted: there is no schema for them, so their logs only grow.")]
    private partial void LogNoSchema(string kind);

    [LoggerMessage(LogLevel.Information, "A compaction of '{Journal}' was abandoned: {Reason}")]
    private partial void LogOvertaken(string journal, string reason);

    [LoggerMessage(LogLevel.Warning, "Compaction or sweeping failed; the journal stays as it was.")]
    private partial void LogJobFailed(Exception exception);
}
