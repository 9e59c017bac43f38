using System.Collections.Immutable;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Nodes;

/// <summary>Keeps what the processes report, for as long as operators look back. Forgets it all when its silo ends.</summary>
[GrainType("operations")]
internal sealed class OperationsGrain(TimeProvider time) : Grain, IOperationsGrain
{
    private readonly Dictionary<Guid, NodeLog> _nodes = [];

    /// <summary>Reports kept for all processes.</summary>
    internal int ReportsKept => _nodes.Values.Sum(log => log.Count);

    public Task ReportAsync(NodeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var now = time.GetTimestamp();
        Forget(now);
        if (!_nodes.TryGetValue(report.NodeId, out var log)) _nodes.Add(report.NodeId, log = NewLog(report.Node));
        log.Note(now, report);
        return Task.CompletedTask;
    }

    public Task<OperationsState> ReadAsync()
    {
        var now = time.GetTimestamp();
        Forget(now);
        var nodes = _nodes.Values.OrderBy(log => log.Node.Since).Select(log => log.StateAt(now)).ToImmutableArray();
        var history = Enumerable.Range(0, Operations.HistoryPoints).Reverse().Select(back => TogetherAt(now, back)).ToImmutableArray();
        return Task.FromResult(new OperationsState(nodes, history));
    }

    public Task<ImmutableArray<UnreadableSubject>> UnreadableAsync()
    {
        var now = time.GetTimestamp();
        return Task.FromResult(_nodes.Values.Where(log => !log.StateAt(now).IsGone)
            .SelectMany(log => log.Unreadable)
            .GroupBy(subject => subject.Name, StringComparer.Ordinal)
            .Select(told => told.MinBy(subject => subject.Since)!)
            .OrderBy(subject => subject.Since).ThenBy(subject => subject.Name, StringComparer.Ordinal)
            .ToImmutableArray());
    }

    /// <summary>What all processes did that many points ago.</summary>
    private NodeFigures? TogetherAt(long now, int back)
    {
        var moment = now - (long)(back * Operations.ReportEvery.TotalSeconds * time.TimestampFrequency);
        return NodeFigureTotals.Of(_nodes.Values.Select(log => log.FiguresAt(moment)).OfType<NodeFigures>());
    }

    private NodeLog NewLog(NodeIdentity node)
    {
        if (_nodes.Count >= Operations.MaxNodes) _nodes.Remove(_nodes.MinBy(known => known.Value.HeardAt).Key);
        return new NodeLog(node, time);
    }

    private void Forget(long now)
    {
        foreach (var (id, _) in _nodes.Where(known => time.GetElapsedTime(known.Value.HeardAt, now) > Operations.HistoryTime))
            _nodes.Remove(id);
    }
}
