namespace Reviews.Application.Search;

internal sealed partial class WritingFeeder
{
    [LoggerMessage(
        1, LogLevel.Warning, "What is written about {Films} films can't be entered into the search index; trying again until they can.")]
    protected override partial void LogUnwritten(Exception error, int films);
}
