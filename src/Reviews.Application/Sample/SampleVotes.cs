using Reviews.Contracts.Films;

namespace Reviews.Application.Sample;

/// <summary>How sample readers vote, besides the stars of their reviews: drawn around the films' scores on other sites.</summary>
/// <remarks>The same at every start, so that one that was cut short is repeated instead of added to.</remarks>
internal static class SampleVotes
{
    /// <summary>Films that they vote on: the ones that most people elsewhere did.</summary>
    private const int Films = 60;

    /// <summary>How many in a hundred of those films a reader has seen.</summary>
    private const int SeenPercent = 45;

    /// <summary>The score of a film that has none elsewhere, on a scale of 10.</summary>
    private const double UsualScore = 6.5;

    private const string FilmOfNote = "never-let-me-go-2010";

    /// <summary>What the first readers give the film of note, in half stars.</summary>
    private static readonly byte[] VotesOfNote = [7, 6, 8, 7, 3, 10, 6, 9, 7, 5, 8];

    /// <summary>The films that are voted on, the film of note apart.</summary>
    public static FilmState[] FilmsOf(IEnumerable<FilmState> catalogue) =>
    [
        .. catalogue.Where(film => film.Details is not null && film.Details.FilmId != FilmOfNote)
            .OrderByDescending(film => BestKnownScore(film.Details!)?.Votes ?? 0)
                .ThenBy(film => film.Details!.FilmId, StringComparer.Ordinal).Take(Films),
    ];

    /// <summary>The votes of one reader.</summary>
    /// <param name="reader">The reader's number, from 0.</param>
    /// <param name="films">The films that are voted on.</param>
    public static IEnumerable<(string FilmId, byte HalfStars)> Of(int reader, FilmState[] films)
    {
        if (reader < VotesOfNote.Length) yield return (FilmOfNote, VotesOfNote[reader]);
        for (var film = 0; film < films.Length; film++)
        {
            var drawn = new Random((reader * 1_000) + film);
            if (drawn.Next(100) >= SeenPercent) continue;
            var score = BestKnownScore(films[film].Details!)?.Score ?? UsualScore;
            yield return (films[film].Details!.FilmId, (byte)Math.Clamp(Math.Round(score + (drawn.NextDouble() * 4) - 2), 1, 10));
        }
    }

    private static ExternalScore? BestKnownScore(FilmDetails film) =>
        film.ExternalScores.FirstOrDefault(score => score is { Votes: not null, Scale: 10 });
}
