using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Compaction;

internal sealed partial class CompactionScheduler
{
    [LoggerMessage(LogLevel.Warning, "Journals of '{Kind}' are not folded: there is no blueprint for them, so their logs only grow.")]
    private partial void LogNoBlueprint(string kind);

    [LoggerMessage(LogLevel.Information, "A fold of '{Journal}' was abandoned: {Reason}")]
    private partial void LogOvertaken(string journal, string reason);

    [LoggerMessage(LogLevel.Warning, "Folding or sweeping failed; the journal stays as it was.")]
    private partial void LogJobFailed(Exception exception);
}
