using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Writing;

internal sealed partial class GroupCommit
{
    [LoggerMessage(LogLevel.Error, "A write to '{Subject}' failed.")]
    private partial void LogWriteFailed(string subject, Exception exception);

    [LoggerMessage(LogLevel.Error, "The store can't be written: {Reason} All writes fail until it can.")]
    private partial void LogUnavailable(string reason, Exception exception);

    [LoggerMessage(LogLevel.Information, "The store can be written again.")]
    private partial void LogAvailable();
}
