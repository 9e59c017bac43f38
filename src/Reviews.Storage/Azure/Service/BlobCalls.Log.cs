using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Azure.Service;

internal sealed partial class BlobCalls
{
    [LoggerMessage(LogLevel.Error, "A write to '{Subject}' failed.")]
    private partial void LogWriteFailed(string subject, Exception exception);
}
