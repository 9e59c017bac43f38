using Reviews.Contracts.Platform;

namespace Reviews.Grains.Nodes;

/// <summary>What several processes did at the same time: rates and queues add up; for times and ages the worst counts.</summary>
internal static class NodeFigureTotals
{
    /// <summary>The combined figures; null for none.</summary>
    public static NodeFigures? Of(IEnumerable<NodeFigures> all) =>
        all.Aggregate(default(NodeFigures), (sum, one) => sum is null ? one : Add(sum, one));

    private static NodeFigures Add(NodeFigures one, NodeFigures other) => new()
    {
        VotesPerSecond = one.VotesPerSecond + other.VotesPerSecond,
        RefusedPerSecond = one.RefusedPerSecond + other.RefusedPerSecond,
        CommitsPerSecond = one.CommitsPerSecond + other.CommitsPerSecond,
        CommitMedian = Math.Max(one.CommitMedian, other.CommitMedian),
        CommitP99 = Math.Max(one.CommitP99, other.CommitP99),
        QueuedWrites = one.QueuedWrites + other.QueuedWrites,
        QueuedReads = one.QueuedReads + other.QueuedReads,
        PendingFolds = one.PendingFolds + other.PendingFolds,
        Connections = one.Connections + other.Connections,
        PushesPerSecond = one.PushesPerSecond + other.PushesPerSecond,
        FeedAge = Math.Max(one.FeedAge, other.FeedAge),
        Memory = one.Memory + other.Memory,
        Processors = one.Processors + other.Processors,
    };
}
