using Microsoft.Extensions.Logging;

namespace Reviews.Storage.Azure.Journals;

internal sealed partial class AzureJournalStorage
{
    [LoggerMessage(LogLevel.Error, "The journal '{Journal}' can't be read; its grain does not answer.")]
    private partial void LogReadFailed(string journal, Exception exception);

    [LoggerMessage(
        LogLevel.Warning, "The head of '{Journal}' still names a log that was replaced; who reads it next will bring it forward.")]
    private partial void LogHeadLeftBehind(string journal, Exception exception);
}
