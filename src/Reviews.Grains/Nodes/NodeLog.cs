using System.Collections.Immutable;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Nodes;

/// <summary>What one process has reported, as far back as operators look. Times are timestamps of <see cref="TimeProvider"/>.</summary>
internal sealed class NodeLog(NodeIdentity node, TimeProvider time)
{
    /// <summary>Most reports that are kept: as many as belong into the history, with some room for a process that reports early.</summary>
    public static readonly int MaxReports = Operations.HistoryPoints + 10;

    /// <summary>
    /// How long a report stands for what comes after it: until the next but one is due, so that a late one leaves no hole.
    /// </summary>
    private static readonly TimeSpan StandsFor = 2 * Operations.ReportEvery;

    private readonly List<(long At, NodeFigures Figures)> _reports = [];

    /// <summary>The process as it last named itself: where it listens is not known from the first moment.</summary>
    public NodeIdentity Node { get; private set; } = node;

    /// <summary>What it could not read when it last reported.</summary>
    public ImmutableArray<UnreadableSubject> Unreadable { get; private set; } = [];

    /// <summary>Reports kept.</summary>
    public int Count => _reports.Count;

    /// <summary>When the last report came.</summary>
    public long HeardAt => _reports.Count == 0 ? long.MinValue : _reports[^1].At;

    public void Note(long now, NodeReport report)
    {
        if (_reports.Count == MaxReports) _reports.RemoveAt(0);
        _reports.Add((now, report.Figures));
        Node = report.Node;
        Unreadable = report.Unreadable;
    }

    public NodeState StateAt(long now) => new(Node, _reports[^1].Figures, time.GetElapsedTime(HeardAt, now));

    /// <summary>The newest report at that moment; null when there was none, or it was too old to stand for it.</summary>
    public NodeFigures? FiguresAt(long moment)
    {
        var index = _reports.FindLastIndex(report => report.At <= moment);
        return index >= 0 && time.GetElapsedTime(_reports[index].At, moment) <= StandsFor ? _reports[index].Figures : null;
    }
}
