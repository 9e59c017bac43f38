namespace Reviews.Api.Live;

internal sealed partial class LiveCallFilter
{
    [LoggerMessage(1, LogLevel.Error, "The live call {Method} failed.")]
    private partial void LogFault(Exception fault, string method);

    [LoggerMessage(2, LogLevel.Warning, "Live connection {Connection} is closed after {Refused} refused calls.")]
    private partial void LogThrottled(string connection, int refused);
}
