using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>A row of ratings as it is in the file.</summary>
/// <param name="Titles">What the film may be called; empty when the row does not say.</param>
/// <param name="Year">The year of the film, if the row says one.</param>
/// <param name="HalfStars">The rating as half stars here.</param>
/// <param name="Original">The rating as the file has it.</param>
/// <param name="Refusal">Why this is not a rating of a film; null when it is.</param>
internal sealed record RatingRow(IReadOnlyList<string> Titles, int? Year, byte HalfStars, OriginalRating? Original, string? Refusal = null)
{
    public static RatingRow Refused(string? title, string reason) => new(title is null ? [] : [title], null, 0, null, reason);
}
