using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>Calculates the overall mean from the shards at most once an hour, and numbers the results.</summary>
[GrainType("method")]
internal sealed partial class RatingMethodGrain(
    [PersistentState("method")] IPersistentState<RatingMethodRecord> state,
    IOptions<RatingMethodOptions> options,
    TimeProvider time,
    ILogger<RatingMethodGrain> logger)
    : Grain, IRatingMethodGrain
{
    private bool _toldOfNoMean;   // logged once, until there is one again

    public async Task<RatingMethod> GetAsync()
    {
        var record = state.State;
        if (record.Method is { } method && method.MinimumVotes.Equals(options.Value.MinimumVotes) && IsFresh(record)) return method;

        if (await TryTakeMeanAsync() is not { } mean) return record.Method ?? RatingMethod.Unheard;
        var (votes, revision) = (options.Value.MinimumVotes, record.Method?.Revision ?? 0);
        var changed = record.Method is not { } standing || !standing.MinimumVotes.Equals(votes) || !standing.OverallMean.Equals(mean);
        await this.WriteOrStepDownAsync(
            state, new RatingMethodRecord { Method = new RatingMethod(
                votes, mean, changed ? revision + 1 : revision), TakenAt = time.GetUtcNow() });
        return state.State.Method!;
    }

    private bool IsFresh(RatingMethodRecord record)
    {
        var age = time.GetUtcNow() - record.TakenAt;   // negative after the clock was set back
        return age >= TimeSpan.Zero && age < options.Value.MeanAge;
    }

    /// <summary>
    /// The mean of all votes; null when a shard does not answer, so that one unreadable shard does not take the method away from all
    /// others.
    /// </summary>
    private async Task<double?> TryTakeMeanAsync()
    {
        try
        {
            var mean = await TakeMeanAsync();
            _toldOfNoMean = false;
            return mean;
        }
        catch (Exception exception)
        {
            if (!_toldOfNoMean) LogNoMean(exception);
            _toldOfNoMean = true;
            return null;
        }
    }

    private async Task<double> TakeMeanAsync()
    {
        var totals = await Task.WhenAll(Enumerable.Range(0, CatalogueShards.Count)
            .Select(shard => GrainFactory.GetGrain<ICatalogueShardGrain>(shard).TotalsAsync()));
        var votes = totals.Sum(total => total.Votes);
        return votes == 0 ? RatingMethod.Unheard.OverallMean : Math.Round(totals.Sum(total => total.HalfStarSum) / 2.0 / votes, 4);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mean of all votes could not be calculated; the current method stays.")]
    private partial void LogNoMean(Exception exception);
}

/// <summary>The weighting as it is configured.</summary>
public sealed class RatingMethodOptions
{
    /// <summary>m: votes of the overall mean that every film starts with, above 0. Default: 25.</summary>
    [Range(0d, 1_000_000d, MinimumIsExclusive = true)]
    public double MinimumVotes { get; set; } = RatingMethod.Unheard.MinimumVotes;

    /// <summary>The mean is recalculated when it is older than this. Default: 1 h, the minimum that readers are promised.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MeanAge { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>The method as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.RatingMethodRecord")]
internal sealed record RatingMethodRecord
{
    [Id(0)] public RatingMethod? Method { get; init; }

    [Id(1)] public DateTimeOffset TakenAt { get; init; }
}
