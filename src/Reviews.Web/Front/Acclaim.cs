using Reviews.Contracts.Films;

namespace Reviews.Web.Front;

/// <summary>Films that are acclaimed elsewhere and waiting for their first rating here.</summary>
internal static class Acclaim
{
    /// <summary>Scores with fewer votes are left out: 25,000.</summary>
    public const int LeastVotes = 25_000;

    /// <summary>
    /// Those with a score of enough votes that nobody here has rated yet, the best first; among equals the one of more votes, then by
    /// filmId.
    /// </summary>
    public static IEnumerable<FilmState> Order(IEnumerable<FilmState> films) => films
        .Where(film => film is { Details: not null, Rating.Count: 0 })
        .Select(film => (Film: film, Score: ExternalScores.Leading(film.Details!)))
        .Where(film => film.Score is { Votes: >= LeastVotes })
        .OrderByDescending(film => film.Score!.Score / film.Score.Scale)
        .ThenByDescending(film => film.Score!.Votes)
        .ThenBy(film => film.Film.Details!.FilmId, StringComparer.Ordinal)
        .Select(film => film.Film);
}
