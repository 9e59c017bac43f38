using System.Diagnostics.Metrics;
using Reviews.Application.Members;
using Reviews.Contracts.Members;

namespace Reviews.Application.Films;

/// <summary>Counts the outcomes of members' votes, and how long they waited. <c>docs/alerts.md</c> lists the figures.</summary>
internal sealed class VoteMeter
{
    private const string Outcome = "reviews.vote.outcome";

    /// <summary>Seconds: from a vote among many to the deadline of <see cref="OrderedCalls.Deadline"/>.</summary>
    private static readonly InstrumentAdvice<double> Waits = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _votes;
    private readonly Histogram<double> _duration;

    public VoteMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Reviews.Api");
        _votes = meter.CreateCounter<long>("reviews.votes", "{vote}", "Votes and withdrawals of members, by what became of them.");
        _duration = meter.CreateHistogram("reviews.vote.duration", "s", "From the call at the member's grain to its answer.", null, Waits);
    }

    public void Answered(RateOutcome outcome, TimeSpan duration) => Count(RateOutcomes.Of(outcome).Tag!, duration);

    /// <summary>There was an exception instead of an answer.</summary>
    public void Failed(TimeSpan duration) => Count("failed", duration);

    private void Count(string outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>(Outcome, outcome);
        _votes.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }
}
