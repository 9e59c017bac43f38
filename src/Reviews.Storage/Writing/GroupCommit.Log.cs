using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Writing;

internal sealed partial class GroupCommit
{
    [LoggerMessage(LogLevel.Error, "A write to '{Subject}' failed.")]
    private partial void LogWriteFailed(string subject, Exception exception);
}
