using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Reading;

internal sealed partial class JournalFeed
{
    [LoggerMessage(LogLevel.Error, "The journal '{Journal}' can't be read; its grain does not answer.")]
    private partial void LogReadFailed(string journal, Exception exception);

    [LoggerMessage(
        LogLevel.Error, "The journal '{Journal}' is damaged; its grain does not answer until it is repaired. This is logged once.")]
    private partial void LogDamaged(string journal, Exception exception);

    [LoggerMessage(LogLevel.Information, "The journal '{Journal}' can be read again.")]
    private partial void LogReadable(string journal);
}
