using System.Diagnostics.Metrics;

namespace Reviews.Application.ReadModel;

/// <summary>Measures how old this node's index may be. <c>docs/alerts.md</c> lists the figures.</summary>
internal sealed class FeedMeter(IMeterFactory meters)
{
    private readonly Meter _meter = meters.Create("Reviews.Api");

    /// <summary>Reports the age whenever metrics are collected. Once a feed client.</summary>
    public void Watch(Func<TimeSpan> age) => _meter.CreateObservableGauge(
        "reviews.feed.age", () => age().TotalSeconds, "s", "How long ago the shard that was silent longest told this node of its films.");
}
