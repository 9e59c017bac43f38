namespace Reviews.Application.Search;

internal sealed partial class WritingFeeder
{
    [LoggerMessage(
        1, LogLevel.Warning, "What is written about {Films} films can't be added to the search index; retrying until they can.")]
    protected override partial void LogUnwritten(Exception error, int films);
}
