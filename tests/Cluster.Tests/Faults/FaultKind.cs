namespace Cluster.Tests.Faults;

/// <summary>What is done to a cluster.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c> of a silo.</summary>
    KillSilo,

    /// <summary><c>kill -9</c> of an API.</summary>
    KillApi,

    /// <summary><c>kill -9</c> of the store, and its restart after a while.</summary>
    KillStore,

    /// <summary>A silo stands still, is given up by the others, and wakes.</summary>
    FreezeSilo,

    /// <summary>The store stands still for a while.</summary>
    FreezeStore,

    /// <summary>Every silo and every API is asked to end and started again, one after the other.</summary>
    RollingRestart,

    /// <summary>A standby takes the store's place that had received nothing for a while.</summary>
    FailOver,

    /// <summary>As <see cref="FailOver"/>; a silo joined the cluster in that while.</summary>
    FailOverAfterAJoin,

    /// <summary>As <see cref="FailOver"/>; a silo died in that while and was declared dead.</summary>
    FailOverAfterADeath,

    /// <summary>A synchronous standby takes the store's place: nothing is acknowledged that it lacks.</summary>
    FailOverInSync,

    /// <summary>The store's files come back as they were a while ago.</summary>
    RestoreFiles,

    /// <summary>A dump comes back into the living server.</summary>
    RestoreDump,
}
