namespace Reviews.Domain.Catalogue;

/// <summary>
/// Turns the dirty rows of an import into films: certain errors are corrected, uncertain values are refused or left out.
/// </summary>
public static class CatalogueCleaner
{
    /// <summary>
    /// Cleans an import. The same rows on the same day give the same result. A row is refused when it has no title, an invalid release
    /// date, or the title and date of an earlier row, since that is the same film. Different films with the same title and year are all
    /// kept.
    /// </summary>
    /// <param name="rows">The rows, in the order of the import.</param>
    /// <param name="today">The day of the import (UTC): a date long after that is a century off.</param>
    public static CleanCatalogue Clean(IReadOnlyList<RawFilm> rows, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var centuries = CenturyRule.For([.. rows.Select(row => ReleaseDates.Read(row.ReleaseDate)).OfType<DateOnly>()], today);
        var first = new Dictionary<string, CleanFilm>(rows.Count, StringComparer.Ordinal);
        var (films, refusals, notes) = (new List<CleanFilm>(rows.Count), new List<RowRefusal>(), new List<RowNote>());
        for (var i = 0; i < rows.Count; i++)
        {
            var cleaner = new RowCleaner(i + 1, rows[i], centuries);
            var (film, reason) = cleaner.Clean();
            if (film is not null && first.TryGetValue(film.Identity, out var same))
                (film, reason) = (null, $"It is the same film as row {same.Row}: same title and release date.");

            if (film is null)
            {
                refusals.Add(new RowRefusal(i + 1, cleaner.QuotedTitle(), reason!));
                continue;
            }

            first.Add(film.Identity, film);
            films.Add(film);
            notes.AddRange(cleaner.Notes.Select(note => new RowNote(film.Row, film.Title, note)));
        }

        return new CleanCatalogue(films, refusals, notes);
    }
}
