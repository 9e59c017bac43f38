using Reviews.Contracts.Films;

namespace Reviews.Application.Films;

/// <summary>A film as lists show it.</summary>
internal sealed record FilmSummary(
    string FilmId,
    string Title,
    DateOnly? ReleaseDate,
    int? RuntimeMinutes,
    MpaaInfo? Mpaa,
    string? Genre,
    IReadOnlyList<string> Directors,
    string? Distributor,
    CriticVerdict? Critic,
    RatingMessage Rating)
{
    public static FilmSummary Of(FilmDetails film, CriticVerdict? critic, RatingMessage rating) => new(
        film.FilmId, film.Title, film.ReleaseDate, film.RuntimeMinutes, MpaaInfo.Of(film), film.Genre, film.Directors, film.Distributor,
        critic, rating);
}

/// <summary>The MPAA's rating.</summary>
/// <param name="Rating">As printed: <c>G</c>, <c>PG</c>, <c>PG-13</c>, <c>R</c>, <c>NC-17</c>, <c>Not Rated</c>.</param>
/// <param name="Reason">Why, if known.</param>
internal sealed record MpaaInfo(string Rating, string? Reason)
{
    public static MpaaInfo? Of(FilmDetails film) => film.MpaaRating is { } rating ? new(rating, film.MpaaReason) : null;
}
