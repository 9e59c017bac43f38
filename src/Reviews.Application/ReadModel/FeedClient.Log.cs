namespace Reviews.Application.ReadModel;

internal sealed partial class FeedClient
{
    [LoggerMessage(
        1, LogLevel.Warning, "Not all lists of films have come within {Limit}; the node starts and is not ready until they have.")]
    private partial void LogStartedWithoutLists(TimeSpan limit);

    [LoggerMessage(2, LogLevel.Warning, "The feed of shard {Shard} can't be renewed; trying again until it can.")]
    private partial void LogShardLost(Exception error, int shard);

    [LoggerMessage(3, LogLevel.Information, "The feed of shard {Shard} is back after {Failures} tries.")]
    private partial void LogShardBack(int shard, int failures);
}
