using Microsoft.Extensions.Options;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>Takes the overall mean from the shards at most once an hour, and numbers what it takes.</summary>
[GrainType("method")]
internal sealed class RatingMethodGrain(
    [PersistentState("method")] IPersistentState<RatingMethodRecord> state, IOptions<RatingMethodOptions> options, TimeProvider time)
    : Grain, IRatingMethodGrain
{
    public async Task<RatingMethod> GetAsync()
    {
        var record = state.State;
        if (record.Method is { } method && method.MinimumVotes.Equals(options.Value.MinimumVotes) && time.GetUtcNow() - record.TakenAt < options.Value.MeanAge)
            return method;

        var mean = await TakeMeanAsync();
        var (votes, revision) = (options.Value.MinimumVotes, record.Method?.Revision ?? 0);
        var changed = record.Method is not { } standing || !standing.MinimumVotes.Equals(votes) || !standing.OverallMean.Equals(mean);
        await this.WriteOrStepDownAsync(
            state, new RatingMethodRecord { Method = new RatingMethod(votes, mean, changed ? revision + 1 : revision), TakenAt = time.GetUtcNow() });
        return state.State.Method!;
    }

    private async Task<double> TakeMeanAsync()
    {
        var totals = await Task.WhenAll(Enumerable.Range(0, CatalogueShards.Count)
            .Select(shard => GrainFactory.GetGrain<ICatalogueShardGrain>(shard).TotalsAsync()));
        var votes = totals.Sum(total => total.Votes);
        return votes == 0 ? RatingMethodOptions.MeanWithoutVotes : Math.Round(totals.Sum(total => total.HalfStarSum) / 2.0 / votes, 4);
    }
}

/// <summary>The weighting as it is configured.</summary>
public sealed class RatingMethodOptions
{
    /// <summary>C while nobody has voted: the middle of the scale of 0.5 to 5 stars.</summary>
    public const double MeanWithoutVotes = 2.75;

    /// <summary>m: votes of the overall mean that every film starts with, above 0. Default: 25.</summary>
    public double MinimumVotes { get; set; } = 25;

    /// <summary>The mean is taken anew when it is older than this. Default: 1 h, the least that readers are promised.</summary>
    public TimeSpan MeanAge { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>The method as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.RatingMethodRecord")]
internal sealed record RatingMethodRecord
{
    [Id(0)] public RatingMethod? Method { get; init; }

    [Id(1)] public DateTimeOffset TakenAt { get; init; }
}
