namespace Cluster.Tests.Faults;

/// <summary>What a run gives a cluster, and waits for it.</summary>
/// <param name="TakeUp">How often silos take up unfinished work.</param>
/// <param name="Patience">What is not right by then is wrong.</param>
/// <param name="Count">Whether being late is a violation: not where other work on the machine may be the reason.</param>
internal sealed record FaultTimes(TimeSpan TakeUp, TimeSpan Patience, bool Count)
{
    /// <summary>As in production: a cluster that has the machine to itself is right within a minute.</summary>
    public static readonly FaultTimes Long = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), Count: true);

    /// <summary>For a run among other tests, which waits for little, and for that however long a busy machine takes.</summary>
    public static readonly FaultTimes Short = new(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(4), Count: false);
}
