namespace Reviews.Api.Problems;

internal sealed partial class ExceptionProblems
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogBug(string method, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path}: the store or the cluster did not answer.")]
    private partial void LogUnavailable(string method, string path, Exception exception);
}
