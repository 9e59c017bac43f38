namespace Reviews.Application.ReadModel;

internal sealed partial class FeedClient
{
    [LoggerMessage(
        1, LogLevel.Warning, "Not all lists of films arrived within {Limit}; the node starts anyway, but is not ready until they have.")]
    private partial void LogStartedWithoutLists(TimeSpan limit);

    [LoggerMessage(2, LogLevel.Warning, "The feed of shard {Shard} can't be renewed; retrying until it can.")]
    private partial void LogShardLost(Exception error, int shard);

    [LoggerMessage(3, LogLevel.Information, "The feed of shard {Shard} is back after {Failures} attempts.")]
    private partial void LogShardBack(int shard, int failures);
}
