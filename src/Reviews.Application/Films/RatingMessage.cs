using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>A film's rating as every client sees it, over HTTP and live.</summary>
/// <param name="FilmId">The film's slug.</param>
/// <param name="Average">The exact mean in stars, rounded to 4 decimals; null while nobody has voted.</param>
/// <param name="Count">Votes that count.</param>
/// <param name="Histogram">Ten counts; <c>[i]</c> is the number of votes of (i+1)/2 stars.</param>
/// <param name="Weighted">The Bayesian mean in stars by the current method, rounded to 4 decimals.</param>
/// <param name="Version">Grows by at least one with every change of the votes.</param>
public sealed record RatingMessage(
    string FilmId, decimal? Average, int Count, ImmutableArray<int> Histogram, decimal Weighted, long Version)
{
    /// <summary>The one mapping from what grains exchange to what clients see.</summary>
    internal static RatingMessage Of(FilmRating rating, RatingMethod method) => new(
        rating.FilmId,
        Mean.Of(rating.HalfStarSum, rating.Count),
        rating.Count,
        rating.Histogram,
        WeightedMean.Of(rating.HalfStarSum, rating.Count, method.MinimumVotes, method.OverallMean),
        rating.Version);
}
