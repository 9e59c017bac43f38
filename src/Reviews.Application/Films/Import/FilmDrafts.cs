using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;

namespace Reviews.Application.Films.Import;

/// <summary>The details under which an imported film is published.</summary>
internal static class FilmDrafts
{
    /// <summary>A film that is new under that id.</summary>
    public static FilmDetails New(string filmId, CleanFilm film) => new()
    {
        FilmId = filmId,
        Title = film.Title,
        ReleaseDate = film.ReleaseDate,
        RuntimeMinutes = film.RuntimeMinutes,
        MpaaRating = film.MpaaRating,
        MpaaReason = film.MpaaReason,
        Genre = film.Genre,
        Directors = film.Directors,
        Cast = film.Cast,
        Distributor = film.Distributor,
        ExternalScores = [.. film.ExternalScores.Select(score => new ExternalScore(score.Source, score.Score, score.Scale, score.Votes))],
        Identity = film.Identity,
    };

    /// <summary>
    /// An existing film with what the row states; what the row leaves open, and what editors have set, stays as it is.
    /// </summary>
    /// <remarks>The release date stays too: the row's is part of how the film was identified, so it can't be new.</remarks>
    public static FilmDetails Over(FilmDetails known, CleanFilm film)
    {
        var stated = New(known.FilmId, film);
        return (stated with
        {
            ReleaseDate = known.ReleaseDate,
            RuntimeMinutes = stated.RuntimeMinutes ?? known.RuntimeMinutes,
            MpaaRating = stated.MpaaRating ?? known.MpaaRating,
            MpaaReason = stated.MpaaReason ?? (
                stated.MpaaRating is null || stated.MpaaRating == known.MpaaRating ? known.MpaaReason : null),
            Genre = stated.Genre ?? known.Genre,
            Directors = stated.Directors.IsEmpty ? known.Directors : stated.Directors,
            Cast = stated.Cast.IsEmpty ? known.Cast : stated.Cast,
            Distributor = stated.Distributor ?? known.Distributor,
            ExternalScores = stated.ExternalScores.IsEmpty ? known.ExternalScores : stated.ExternalScores,
        }).WithCorrectionsOf(known);
    }

    /// <summary>Whether both say the same. Arrays of a record are compared as references, so they are compared here.</summary>
    public static bool Same(FilmDetails one, FilmDetails other) =>
        one with { Directors = other.Directors, Cast = other.Cast, ExternalScores = other.ExternalScores } == other
        && one.Directors.SequenceEqual(other.Directors) && one.Cast.SequenceEqual(other.Cast)
        && one.ExternalScores.SequenceEqual(other.ExternalScores);
}
