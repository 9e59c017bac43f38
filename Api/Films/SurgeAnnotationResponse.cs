using Reviews.Contracts.Films;

namespace Reviews.Api.Films;

/// <summary>Something to know about a period on a film's timeline.</summary>
/// <param name="Kind"><c>surge</c>: an unusual number of new accounts voted. <c>excluded</c>: a moderator excluded its votes from the
/// rating.</param>
/// <param name="From">The first second.</param>
/// <param name="Until">The second after the last.</param>
/// <param name="Votes">How many votes it concerns.</param>
internal sealed record SurgeAnnotationResponse(string Kind, DateTimeOffset From, DateTimeOffset Until, int Votes)
{
    public static SurgeAnnotationResponse Of(SurgeAnnotation annotation) => new(
        annotation.Kind == RatingMarkKind.Surge ? "surge" : "excluded",
        DateTimeOffset.FromUnixTimeSeconds(annotation.From),
        DateTimeOffset.FromUnixTimeSeconds(annotation.Until),
        annotation.Votes);
}
