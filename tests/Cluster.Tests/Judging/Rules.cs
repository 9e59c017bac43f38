namespace Cluster.Tests.Judging;

/// <summary>What clients may see while something is done to the cluster.</summary>
/// <param name="Unavailable">503 with Retry-After is allowed.</param>
/// <param name="Broken">So is the end of a connection without an answer: a process that held it was killed.</param>
internal sealed record Rules(bool Unavailable, bool Broken)
{
    /// <summary>A planned stop, or nothing at all: every request succeeds.</summary>
    public static Rules NothingFails { get; } = new(Unavailable: false, Broken: false);

    /// <summary>Something behind the APIs fails.</summary>
    public static Rules SomeAreTurnedAway { get; } = new(Unavailable: true, Broken: false);

    /// <summary>A process that clients are connected to is killed.</summary>
    public static Rules SomeAreCutOff { get; } = new(Unavailable: true, Broken: true);

    /// <summary>
    /// What may be seen by a request that was sent under these and answered under others: its trouble may lie at either end.
    /// </summary>
    public Rules Or(Rules other) => new(Unavailable || other.Unavailable, Broken || other.Broken);
}
