namespace Cluster.Tests.Faults;

/// <summary>One fault, and how the cluster took it.</summary>
/// <param name="Fault">What was done.</param>
/// <param name="Recovery">Until voting worked again on every film.</param>
/// <param name="WatchersBehind">From then until every connected watcher had caught up.</param>
/// <param name="IsLate">Whether either took longer than promised.</param>
/// <param name="Acknowledged">Votes acknowledged in the round.</param>
/// <param name="RolledBack">Those that the store did not have when it came back with less, as it may.</param>
/// <param name="Unavailable">Answers 503.</param>
/// <param name="Broken">Connections that ended without an answer.</param>
/// <param name="Violations">What must not have happened.</param>
internal sealed record Round(
    Fault Fault, TimeSpan Recovery, TimeSpan WatchersBehind, bool IsLate, long Acknowledged, long RolledBack, long Unavailable, long Broken,
    int Violations);
