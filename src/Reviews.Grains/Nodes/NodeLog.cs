using System.Collections.Immutable;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Nodes;

/// <summary>What one process has reported, as far back as operators look. Times are timestamps of <see cref="TimeProvider"/>.</summary>
internal sealed class NodeLog(NodeIdentity node, TimeProvider time)
{
    /// <summary>Maximum reports kept: as many as the history needs, with some room for a process that reports early.</summary>
    public static readonly int MaxReports = Operations.HistoryPoints + 10;

    /// <summary>How long a report stays valid: until the next but one is due, so that a late one leaves no gap.</summary>
    private static readonly TimeSpan StandsFor = 2 * Operations.ReportEvery;

    private readonly List<(long At, NodeFigures Figures)> _reports = [];

    /// <summary>The process as it last identified itself: its address is not known at first.</summary>
    public NodeIdentity Node { get; private set; } = node;

    /// <summary>What it could not read when it last reported.</summary>
    public ImmutableArray<UnreadableSubject> Unreadable { get; private set; } = [];

    /// <summary>Reports kept.</summary>
    public int Count => _reports.Count;

    /// <summary>When the last report arrived.</summary>
    public long HeardAt => _reports.Count == 0 ? long.MinValue : _reports[^1].At;

    public void Note(long now, NodeReport report)
    {
        if (_reports.Count == MaxReports) _reports.RemoveAt(0);
        _reports.Add((now, report.Figures));
        Node = report.Node;
        Unreadable = report.Unreadable;
    }

    public NodeState StateAt(long now) => new(Node, _reports[^1].Figures, time.GetElapsedTime(HeardAt, now));

    /// <summary>The newest report at that moment; null when there was none, or it was too old.</summary>
    public NodeFigures? FiguresAt(long moment)
    {
        var index = _reports.FindLastIndex(report => report.At <= moment);
        return index >= 0 && time.GetElapsedTime(_reports[index].At, moment) <= StandsFor ? _reports[index].Figures : null;
    }
}
