using Reviews.Contracts.Films;

namespace Reviews.Api.Films;

/// <summary>Something to know about a period on a film's timeline.</summary>
/// <param name="Kind"><c>surge</c>: an unusual number of new accounts voted. <c>excluded</c>: a moderator excluded its votes from the
/// rating.</param>
/// <param name="From">The first second.</param>
/// <param name="Until">The second after the last.</param>
/// <param name="Votes">How many votes it concerns.</param>
internal sealed record MarkDocument(string Kind, DateTimeOffset From, DateTimeOffset Until, int Votes)
{
    public static MarkDocument Of(RatingMark mark) => new(
        mark.Kind == RatingMarkKind.Surge ? "surge" : "excluded",
        DateTimeOffset.FromUnixTimeSeconds(mark.From),
        DateTimeOffset.FromUnixTimeSeconds(mark.Until),
        mark.Votes);
}
