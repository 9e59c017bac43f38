using Reviews.Application.Films;
using Reviews.Contracts.Films;

namespace Reviews.Api.Films;

/// <summary>A film with everything known about it.</summary>
internal sealed record FilmDocument(
    string FilmId,
    string Title,
    DateOnly? ReleaseDate,
    int? RuntimeMinutes,
    MpaaDocument? Mpaa,
    string? Genre,
    IReadOnlyList<string> Directors,
    IReadOnlyList<string> Cast,
    string? Distributor,
    IReadOnlyList<ExternalScoreDocument> ExternalScores,
    CriticDocument? Critic,
    RatingMessage Rating)
{
    public static FilmDocument Of(FilmDetails film, CriticDocument? critic, RatingMessage rating) => new(
        film.FilmId,
        film.Title,
        film.ReleaseDate,
        film.RuntimeMinutes,
        MpaaDocument.Of(film),
        film.Genre,
        film.Directors,
        film.Cast,
        film.Distributor,
        [.. film.ExternalScores.Select(score => new ExternalScoreDocument(score.Source, score.Score, score.Scale, score.Votes))],
        critic,
        rating);
}

/// <summary>Another site's score for a film, on its own scale.</summary>
internal sealed record ExternalScoreDocument(string Source, double Score, double Scale, int? Votes);
