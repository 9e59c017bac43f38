using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Azure.Service;

internal sealed partial class BlobCalls
{
    [LoggerMessage(LogLevel.Error, "A write to '{Subject}' failed.")]
    private partial void LogWriteFailed(string subject, Exception exception);

    [LoggerMessage(LogLevel.Error, "Azure Storage is not answering, first for '{Subject}'; whatever needs it fails until it does.")]
    private partial void LogUnavailable(string subject, Exception exception);

    [LoggerMessage(LogLevel.Information, "Azure Storage is answering again.")]
    private partial void LogAvailable();
}
