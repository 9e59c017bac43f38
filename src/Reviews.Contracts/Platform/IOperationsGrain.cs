using System.Collections.Immutable;

namespace Reviews.Contracts.Platform;

/// <summary>What the cluster's processes report to operators. In memory only. One grain, key <see cref="Key"/>.</summary>
/// <remarks>Nothing else may wait for it: when it does not answer, operators see less and members notice nothing.</remarks>
[Alias("reviews.IOperationsGrain")]
public interface IOperationsGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>
    /// Takes one process's figures. Beyond <see cref="Operations.MaxNodes"/> processes, those silent for longest are dropped.
    /// </summary>
    [Alias("Report")]
    Task ReportAsync(NodeReport report);

    /// <summary>All processes heard from lately, and what they did together over <see cref="Operations.HistoryTime"/>.</summary>
    [Alias("Read")]
    Task<OperationsState> ReadAsync();

    /// <summary>What the processes that are not gone have found unreadable, each subject once, oldest first.</summary>
    [Alias("Unreadable")]
    Task<ImmutableArray<UnreadableSubject>> UnreadableAsync();
}

/// <summary>How processes report.</summary>
public static class Operations
{
    /// <summary>Maximum processes kept: 256.</summary>
    public const int MaxNodes = 256;

    /// <summary>How often a process reports: every 2 s.</summary>
    public static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);

    /// <summary>A process silent for longer than this counts as gone: 10 s.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(10);

    /// <summary>How long figures are kept and a gone process is shown: 5 min.</summary>
    public static readonly TimeSpan HistoryTime = TimeSpan.FromMinutes(5);

    /// <summary>Points in the history, one every <see cref="ReportEvery"/>: 150.</summary>
    public static readonly int HistoryPoints = (int)(HistoryTime / ReportEvery);
}

/// <summary>One process's figures at one moment.</summary>
/// <param name="NodeId">The process's id, new with every start.</param>
/// <param name="Node">Which process it is.</param>
/// <param name="Figures">What it did since its last report.</param>
[GenerateSerializer, Immutable, Alias("reviews.NodeReport")]
public sealed record NodeReport([property: Id(0)] Guid NodeId, [property: Id(1)] NodeIdentity Node, [property: Id(2)] NodeFigures Figures)
{
    /// <summary>What it has found unreadable; also empty when its version does not report this.</summary>
    [Id(3)]
    public ImmutableArray<UnreadableSubject> Unreadable { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>A process as operators know it.</summary>
/// <param name="Name">The configured name, else machine and process id, such as <c>web-1/4711</c>.</param>
/// <param name="Address">Where it serves HTTP; empty when it doesn't.</param>
/// <param name="SiloAddress">Its silo, as Orleans writes it, <c>S127.0.0.1:11111:142</c>; empty when it has none.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Since">When it started.</param>
[GenerateSerializer, Immutable, Alias("reviews.NodeIdentity")]
public sealed record NodeIdentity(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] string SiloAddress,
    [property: Id(3)] string Version,
    [property: Id(4)] DateTimeOffset Since);

/// <summary>
/// What one process does, or several together. Rates are per second, times in seconds; 0 where the process has no such part.
/// </summary>
[GenerateSerializer, Immutable, Alias("reviews.NodeFigures")]
public sealed record NodeFigures
{
    /// <summary>Votes that succeeded here, withdrawals included.</summary>
    [Id(0)] public double VotesPerSecond { get; init; }

    /// <summary>Votes that were refused or failed here.</summary>
    [Id(1)] public double RefusedPerSecond { get; init; }

    /// <summary>Groups of writes that the store made durable.</summary>
    [Id(2)] public double CommitsPerSecond { get; init; }

    /// <summary>The median time of those, within 20 %.</summary>
    [Id(3)] public double CommitMedian { get; init; }

    /// <summary>The 99th percentile of those times, within 20 %.</summary>
    [Id(4)] public double CommitP99 { get; init; }

    /// <summary>Writes waiting for the store.</summary>
    [Id(5)] public long QueuedWrites { get; init; }

    /// <summary>Reads waiting for the store.</summary>
    [Id(6)] public long QueuedReads { get; init; }

    /// <summary>Journals waiting for compaction, or being compacted.</summary>
    [Id(7)] public long PendingFolds { get; init; }

    /// <summary>Open connections to the live hub.</summary>
    [Id(8)] public long Connections { get; init; }

    /// <summary>Ratings sent over them.</summary>
    [Id(9)] public double PushesPerSecond { get; init; }

    /// <summary>How long ago the shard silent for longest reported its films; 2 s is usual.</summary>
    [Id(10)] public double FeedAge { get; init; }

    /// <summary>Bytes of memory the process uses.</summary>
    [Id(11)] public long Memory { get; init; }

    /// <summary>Busy processors, such as 1.5.</summary>
    [Id(12)] public double Processors { get; init; }
}

/// <summary>Everything known about the processes.</summary>
/// <param name="Nodes">Every process heard from within <see cref="Operations.HistoryTime"/>, oldest first.</param>
/// <param name="History">What they did together, <see cref="Operations.HistoryPoints"/> points, oldest first; null where nobody
/// reported.</param>
[GenerateSerializer, Immutable, Alias("reviews.OperationsState")]
public sealed record OperationsState(
    [property: Id(0)] ImmutableArray<NodeState> Nodes, [property: Id(1)] ImmutableArray<NodeFigures?> History);

/// <summary>One process as of its last report.</summary>
/// <param name="Node">Which process it is.</param>
/// <param name="Figures">Its last figures.</param>
/// <param name="Silence">How long ago they arrived.</param>
[GenerateSerializer, Immutable, Alias("reviews.NodeState")]
public sealed record NodeState(
    [property: Id(0)] NodeIdentity Node, [property: Id(1)] NodeFigures Figures, [property: Id(2)] TimeSpan Silence)
{
    /// <summary>Whether it has been silent for longer than <see cref="Operations.GoneAfter"/>.</summary>
    public bool IsGone => Silence > Operations.GoneAfter;
}
