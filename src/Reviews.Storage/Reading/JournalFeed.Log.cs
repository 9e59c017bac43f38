using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Reading;

internal sealed partial class JournalFeed
{
    [LoggerMessage(LogLevel.Error, "The journal '{Journal}' can't be read; its grain does not answer.")]
    private partial void LogReadFailed(string journal, Exception exception);
}
