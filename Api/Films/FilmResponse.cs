using Reviews.Application.Films;
using Reviews.Contracts.Films;

namespace Reviews.Api.Films;

/// <summary>A film with everything known about it.</summary>
internal sealed record FilmResponse(
    string FilmId,
    string Title,
    DateOnly? ReleaseDate,
    int? RuntimeMinutes,
    MpaaInfo? Mpaa,
    string? Genre,
    IReadOnlyList<string> Directors,
    IReadOnlyList<string> Cast,
    string? Distributor,
    IReadOnlyList<ExternalScoreResponse> ExternalScores,
    CriticVerdict? Critic,
    RatingMessage Rating)
{
    public static FilmResponse Of(FilmDetails film, CriticVerdict? critic, RatingMessage rating) => new(
        film.FilmId,
        film.Title,
        film.ReleaseDate,
        film.RuntimeMinutes,
        MpaaInfo.Of(film),
        film.Genre,
        film.Directors,
        film.Cast,
        film.Distributor,
        [.. film.ExternalScores.Select(score => new ExternalScoreResponse(score.Source, score.Score, score.Scale, score.Votes))],
        critic,
        rating);
}

/// <summary>Another site's score for a film, on its own scale.</summary>
internal sealed record ExternalScoreResponse(string Source, double Score, double Scale, int? Votes);
