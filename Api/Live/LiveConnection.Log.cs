namespace Reviews.Api.Live;

internal sealed partial class LiveConnection
{
    [LoggerMessage(1, LogLevel.Warning, "Sending to live connection {Connection} failed; it is closed.")]
    private static partial void LogSendFailed(ILogger log, Exception error, string connection);
}
