using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Application.Members.Imports;

/// <summary>
/// Finds the film that another site means: by its title, ignoring case, accents and punctuation, and by its year, which may be off by one.
/// </summary>
internal sealed class FilmMatcher(IEnumerable<FilmState> films)
{
    private readonly ILookup<string, FilmDetails> _byTitle = films.Select(film => film.Details).OfType<FilmDetails>()
        .ToLookup(film => KeyOf(film.Title), StringComparer.Ordinal);

    /// <summary>The film with one of these titles, or why there is none.</summary>
    public Match Find(IReadOnlyList<string> titles, int? year)
    {
        FilmDetails[] namesakes = [.. titles.Select(KeyOf).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)
            .SelectMany(key => _byTitle[key]).DistinctBy(film => film.FilmId)];
        if (namesakes.Length == 0) return new Match(null, false, "There is no film with that title here.");
        if (year is null) return namesakes.Length == 1 ? new Match(namesakes[0].FilmId, false, null) : Several;

        FilmDetails[] exact = [.. namesakes.Where(film => film.ReleaseDate?.Year == year)];
        if (exact.Length > 0) return exact.Length == 1 ? new Match(exact[0].FilmId, false, null) : Several;
        FilmDetails[] near = [.. namesakes.Where(film => film.ReleaseDate is not { } date || Math.Abs(date.Year - year.Value) == 1)];
        if (near.Length > 1) return Several;
        return near.Length == 1
            ? new Match(near[0].FilmId, true, null)
            : new Match(null, false, "The film with that title here is from another year.");
    }

    private static Match Several { get; } = new(null, false, "There are several films with that title and year here.");

    /// <summary>The words of a title; a leading article is ignored.</summary>
    private static string KeyOf(string title)
    {
        var words = SearchWords.Of(title);
        return string.Join(' ', words.Count > 1 && words[0] is "the" or "a" or "an" ? words.Skip(1) : words);
    }

    /// <summary>What was found.</summary>
    /// <param name="FilmId">The film; null when none was, or not for certain.</param>
    /// <param name="IsNear">Whether the year is off by one, or not known here.</param>
    /// <param name="Reason">Why there is none.</param>
    internal sealed record Match(string? FilmId, bool IsNear, string? Reason);
}
