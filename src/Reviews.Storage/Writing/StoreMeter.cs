using System.Diagnostics.Metrics;

namespace Reviews.Storage.Writing;

/// <summary>The store's metrics. Costs nothing while nobody collects them. <c>docs/alerts.md</c> lists them.</summary>
internal sealed class StoreMeter
{
    public const string Name = "Reviews.Storage";

    private const string Reason = "reviews.store.reason";
    private const string Queue = "reviews.store.queue";

    /// <summary>Seconds: from a write that only reached the operating system to the deadline of 5 s, and one bucket beyond.</summary>
    private static readonly InstrumentAdvice<double> CommitTimes = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Writes in one transaction, up to the default of <see cref="StoreOptions.MaxGroupWrites"/>.</summary>
    private static readonly InstrumentAdvice<int> GroupSizes =
        new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };

    private readonly Meter _meter;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _commitWrites;
    private readonly Counter<long> _written;
    private readonly Counter<long> _lost;

    public StoreMeter(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _commitDuration = _meter.CreateHistogram(
            "reviews.store.commit.duration", "s", "Time to make one group of writes durable.", null, CommitTimes);
        _commitWrites = _meter.CreateHistogram(
            "reviews.store.commit.writes", "{write}", "Writes made durable by one transaction.", null, GroupSizes);
        _written = _meter.CreateCounter<long>("reviews.store.written", "By", "Bytes that the database wrote.");
        _lost = _meter.CreateCounter<long>(
            "reviews.store.lost_writes", "{write}", "Writes that were refused, dropped at their deadline, or failed.");
    }

    public void Committed(int writes, long bytes, TimeSpan duration)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _commitWrites.Record(writes);
        _written.Add(bytes);
    }

    /// <summary>A write was lost.</summary>
    /// <param name="reason"><c>busy</c>, <c>late</c> or <c>failed</c>.</param>
    public void Lost(string reason) => _lost.Add(1, new KeyValuePair<string, object?>(Reason, reason));

    /// <summary>Reports the queue lengths whenever metrics are collected. Called once per store.</summary>
    public void Watch(Func<int> writes, Func<int> reads, Func<int> compactions) => _meter.CreateObservableUpDownCounter(
        "reviews.store.queue.length",
        () => new[] { Waiting("writes", writes()), Waiting("reads", reads()), Waiting("folds", compactions()) },
        "{operation}",
        "Operations that wait for the store.");

    private static Measurement<int> Waiting(string queue, int length) => new(length, new KeyValuePair<string, object?>(Queue, queue));
}
