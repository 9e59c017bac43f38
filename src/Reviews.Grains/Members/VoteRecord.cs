using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>A member's newest intent for one film. Withdrawn ones are kept: the list is a superset of what films hold.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="HalfStars">1 to 10; 0: withdrawn.</param>
/// <param name="Ticket">From the member's own counter.</param>
/// <param name="CastAt">Seconds since 1970 (UTC).</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Open">Whether the film's acknowledgement is not journalled yet.</param>
/// <param name="Imported">The import it came from; null for other votes.</param>
internal sealed record VoteRecord(
    string FilmId, byte HalfStars, uint Ticket, uint CastAt, VoteOrigin Origin, bool Open, ImportMark? Imported = null)
{
    public bool Stands => HalfStars > 0;

    public MemberRating ToRating() => new(FilmId, HalfStars, DateTimeOffset.FromUnixTimeSeconds(CastAt), Origin);

    public ExportedVote ToExport() =>
        new(FilmId, HalfStars, Ticket, DateTimeOffset.FromUnixTimeSeconds(CastAt), Origin, Imported?.Original);
}

/// <summary>Which import a vote came from, and what the file said.</summary>
/// <param name="Import">The import's number.</param>
/// <param name="Original">The rating on the other site's scale.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportMark")]
internal sealed record ImportMark([property: Id(0)] int Import, [property: Id(1)] OriginalRating Original);
