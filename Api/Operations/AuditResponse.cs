using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Api.Operations;

/// <summary>What a film serves, next to what its votes say.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="Agrees">Whether the two are the same.</param>
/// <param name="Served">What readers get.</param>
/// <param name="Recounted">The same, recounted from every vote.</param>
/// <param name="Ballots">Members in the ballot book, including those who withdrew.</param>
internal sealed record AuditResponse(string FilmId, bool Agrees, AuditCount Served, AuditCount Recounted, int Ballots)
{
    public static AuditResponse Of(FilmAudit audit) =>
        new(audit.Served.FilmId, Agree(audit.Served, audit.Recounted), AuditCount.Of(audit.Served), AuditCount.Of(audit.Recounted),
            audit.Ballots);

    private static bool Agree(FilmRating one, FilmRating other) =>
        one.Count == other.Count && one.HalfStarSum == other.HalfStarSum && one.Histogram.SequenceEqual(other.Histogram);
}

/// <summary>The votes, counted.</summary>
/// <param name="Version">The version of the votes.</param>
/// <param name="Count">Votes that count.</param>
/// <param name="Sum">Their sum, in stars.</param>
/// <param name="Average">Their mean, rounded to 4 decimals; null when there is none.</param>
/// <param name="Histogram">Ten counts; <c>[i]</c> is the number of votes of (i+1)/2 stars.</param>
internal sealed record AuditCount(long Version, int Count, decimal Sum, decimal? Average, IReadOnlyList<int> Histogram)
{
    public static AuditCount Of(FilmRating rating) =>
        new(rating.Version, rating.Count, rating.HalfStarSum / 2m, Mean.Of(rating.HalfStarSum, rating.Count), rating.Histogram);
}
