namespace Reviews.Application.Search;

internal sealed partial class SearchFeeder
{
    [LoggerMessage(1, LogLevel.Warning, "{Films} changed films can't be added to the search index; retrying until they can.")]
    protected override partial void LogUnwritten(Exception error, int films);
}
