using System.Diagnostics.Metrics;

namespace Reviews.Api.Live;

/// <summary>Counts the live hub's connections and what they are sent. <c>docs/alerts.md</c> lists the figures.</summary>
internal sealed class LiveMeter
{
    private readonly Meter _meter;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _closed;

    public LiveMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Reviews.Api");
        _pushes = _meter.CreateCounter<long>("reviews.live.pushes", "{message}", "Ratings sent to live connections.");
        _closed = _meter.CreateCounter<long>(
            "reviews.live.closed", "{connection}", "Live connections that the server closed, by its reason.");
    }

    public void Pushed() => _pushes.Add(1);

    /// <summary>The server closed a connection.</summary>
    /// <param name="reason"><c>slow</c>, <c>failed</c> or <c>flood</c>.</param>
    public void Closed(string reason) => _closed.Add(1, new KeyValuePair<string, object?>("reviews.live.reason", reason));

    /// <summary>Reports the open connections whenever metrics are collected. Once a relay.</summary>
    public void Watch(Func<int> connections) =>
        _meter.CreateObservableUpDownCounter("reviews.live.connections", connections, "{connection}", "Live connections open now.");
}
