namespace Reviews.Application.ReadModel;

internal sealed partial class MethodCache
{
    [LoggerMessage(
        1, LogLevel.Warning, "The rating method can't be asked for; going on with revision {Revision}, and asking until it can.")]
    private partial void LogUnheard(Exception error, int revision);
}
