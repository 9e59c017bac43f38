namespace Reviews.Application.ReadModel;

internal sealed partial class MethodCache
{
    [LoggerMessage(
        1, LogLevel.Warning, "The rating method can't be read; continuing with revision {Revision} and retrying until it can.")]
    private partial void LogUnheard(Exception error, int revision);
}
