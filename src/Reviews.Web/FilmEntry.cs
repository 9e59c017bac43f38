using Reviews.Application.Films;
using Reviews.Contracts.Films;

namespace Reviews.Web;

/// <summary>A film in a list.</summary>
/// <param name="Details">What is known about it.</param>
/// <param name="Rating">What readers think, now.</param>
internal sealed record FilmEntry(FilmDetails Details, RatingMessage Rating)
{
    public string Address => $"/films/{Details.FilmId}";

    /// <summary>Genre and year, and the best-known score elsewhere while readers here have not rated it.</summary>
    public string Facts => Rating.Count > 0 || Elsewhere is null
        ? DisplayFormat.Kicker(Details)
        : $"{DisplayFormat.Kicker(Details)} · {Elsewhere}".TrimStart(' ', '·');

    /// <summary>The score elsewhere with the most votes, such as <c>IMDb 8.7</c>; null when there is none.</summary>
    public string? Elsewhere => ExternalScores.Leading(Details) is { } score ? DisplayFormat.ShortScore(score) : null;
}
