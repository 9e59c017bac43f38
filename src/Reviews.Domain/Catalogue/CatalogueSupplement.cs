namespace Reviews.Domain.Catalogue;

/// <summary>Overlays an imported catalogue with better facts of our own.</summary>
public static class CatalogueSupplement
{
    /// <summary>
    /// Each film of the supplement is merged into the one with its slug: values it states win, values it omits stay. The film keeps its row
    /// and identity, so that the imported row is recognised however often it is imported. A film that the catalogue lacks, or has twice
    /// under that slug, is appended.
    /// </summary>
    public static IReadOnlyList<CleanFilm> Merge(IReadOnlyList<CleanFilm> films, IReadOnlyList<CleanFilm> supplement)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(supplement);
        var places = films.Select((film, place) => (film.Slug, place)).ToLookup(film => film.Slug, film => film.place);
        var filled = films.ToList();
        foreach (var better in supplement)
        {
            if (places[better.Slug].ToArray() is [var only])
                filled[only] = Fill(filled[only], better);
            else
                filled.Add(better);
        }

        return filled;
    }

    private static CleanFilm Fill(CleanFilm film, CleanFilm better) => film with
    {
        Title = better.Title,
        ReleaseDate = better.ReleaseDate ?? film.ReleaseDate,
        RuntimeMinutes = better.RuntimeMinutes ?? film.RuntimeMinutes,
        MpaaRating = better.MpaaRating ?? film.MpaaRating,
        MpaaReason = better.MpaaReason ?? film.MpaaReason,
        Genre = better.Genre ?? film.Genre,
        Directors = better.Directors is [] ? film.Directors : better.Directors,
        Cast = better.Cast is [] ? film.Cast : better.Cast,
        Distributor = better.Distributor ?? film.Distributor,
        ExternalScores = better.ExternalScores is [] ? film.ExternalScores : better.ExternalScores,
    };
}
