namespace Reviews.Application.Search;

internal sealed partial class SearchFeeder
{
    [LoggerMessage(1, LogLevel.Warning, "{Films} changed films can't be entered into the search index; trying again until they can.")]
    protected override partial void LogUnwritten(Exception error, int films);
}
