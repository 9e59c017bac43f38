using Reviews.Contracts.Films;

namespace Reviews.Web;

/// <summary>What other sites say about films.</summary>
internal static class ExternalScores
{
    /// <summary>The score with the most votes; null when there is none.</summary>
    public static ExternalScore? Leading(FilmDetails film) =>
        film.ExternalScores.IsEmpty ? null : film.ExternalScores.MaxBy(score => score.Votes ?? 0);
}
