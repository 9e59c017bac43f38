namespace Reviews.Api.Live;

internal sealed partial class LiveRelay
{
    [LoggerMessage(1, LogLevel.Information, "Live connection {Connection} took no message for {Limit}; it is closed.")]
    private partial void LogStuck(string connection, TimeSpan limit);

    [LoggerMessage(2, LogLevel.Information, "Live connection {Connection} ended while it was being closed.")]
    private partial void LogEndedMeanwhile(string connection, Exception exception);
}
