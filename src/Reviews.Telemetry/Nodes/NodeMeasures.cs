using System.Diagnostics.Metrics;
using Reviews.Contracts.Platform;

namespace Reviews.Telemetry.Nodes;

/// <summary>
/// Listens to this process's own meters and sums them up between two reports. Anything not measured in this process stays 0.
/// </summary>
internal sealed class NodeMeasures : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly DurationTally _commits = new();
    private readonly Dictionary<string, Take> _takers;
    private long _votes;
    private long _refused;
    private long _pushes;
    private long _writes;
    private long _reads;
    private long _compactions;
    private long _connections;
    private double _feedAge;
    private TimeSpan _busy = Environment.CpuUsage.TotalTime;

    /// <param name="meters">Only meters from this factory are listened to: another host in the same process has its own.</param>
    public NodeMeasures(IMeterFactory meters)
    {
        _takers = new Dictionary<string, Take>
        {
            ["reviews.votes"] = (value, tags) => Interlocked.Add(ref Says(tags, "done") ? ref _votes : ref _refused, (long)value),
            ["reviews.live.pushes"] = (value, _) => Interlocked.Add(ref _pushes, (long)value),
            ["reviews.live.connections"] = (value, _) => _connections = (long)value,
            ["reviews.feed.age"] = (value, _) => _feedAge = value,
            ["reviews.store.commit.duration"] = (value, _) => _commits.Count(value),
            ["reviews.store.queue.length"] = TakeQueue,
        };
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && _takers.TryGetValue(instrument.Name, out var take))
                listener.EnableMeasurementEvents(instrument, take);
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, take) => ((Take)take!)(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, take) => ((Take)take!)(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, take) => ((Take)take!)(value, tags));
        _listener.Start();
    }

    private delegate void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>What happened since the last call. One caller at a time.</summary>
    /// <param name="elapsed">The time since then; above zero.</param>
    public NodeFigures Sum(TimeSpan elapsed)
    {
        _listener.RecordObservableInstruments();
        var commits = _commits.Take();
        var busy = Environment.CpuUsage.TotalTime;
        var processors = (busy - _busy) / elapsed;
        _busy = busy;
        return new NodeFigures
        {
            VotesPerSecond = PerSecond(Interlocked.Exchange(ref _votes, 0)),
            RefusedPerSecond = PerSecond(Interlocked.Exchange(ref _refused, 0)),
            CommitsPerSecond = PerSecond(commits.Total),
            CommitMedian = commits.Within(0.5),
            CommitP99 = commits.Within(0.99),
            QueuedWrites = _writes,
            QueuedReads = _reads,
            PendingFolds = _compactions,
            Connections = _connections,
            PushesPerSecond = PerSecond(Interlocked.Exchange(ref _pushes, 0)),
            FeedAge = _feedAge,
            Memory = Environment.WorkingSet,
            Processors = processors,
        };

        double PerSecond(long count) => count / elapsed.TotalSeconds;
    }

    public void Dispose() => _listener.Dispose();

    private void TakeQueue(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Says(tags, "writes")) _writes = (long)value;
        else if (Says(tags, "reads")) _reads = (long)value;
        else if (Says(tags, "folds")) _compactions = (long)value;
    }

    /// <summary>Whether the measurement's only tag has that value.</summary>
    private static bool Says(ReadOnlySpan<KeyValuePair<string, object?>> tags, string value) =>
        tags is [{ Value: string said }] && said == value;
}
