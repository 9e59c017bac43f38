using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films.Editing;

/// <summary>Finds the film an editor means, by its id, its title, or its title and year. Asks no grain.</summary>
internal sealed class FilmChoice(FilmIndex index, FilmCatalogue catalogue)
{
    /// <summary>Most films that are offered when it is not clear which one is meant: 6.</summary>
    private const int MaxOffered = 6;

    /// <summary>Most characters that are looked at: 320, a title with its year.</summary>
    public const int MaxLength = 320;

    /// <summary>The film as it appears in the form: title and year, and the id where that is ambiguous.</summary>
    public string Name(string filmId)
    {
        if (index.Find(filmId)?.Details is not { } film) return filmId;
        var name = NameOf(film);
        return Named(name).Length == 1 ? name : filmId;
    }

    /// <summary>The one film that is meant, or those that could be.</summary>
    public (string? FilmId, IReadOnlyList<FilmDetails> Offered) Find(string text)
    {
        var words = text.Trim();
        if (words.Length is 0 or > MaxLength) return (null, []);
        if (index.Find(words) is { Details: not null }) return (words, []);
        if (Named(words) is [var only]) return (only.FilmId, []);
        var cut = words.Length <= FilmQuery.MaxTextLength ? words : words[..FilmQuery.MaxTextLength];
        return (null,
            [.. catalogue.Browse(
                new FilmQuery { Search = cut, Sort = FilmSort.Relevance, PageSize = MaxOffered }).Films.Select(film => film.Details!)]);
    }

    /// <summary><c>Never Let Me Go (2010)</c>.</summary>
    public static string NameOf(FilmDetails film) => film.ReleaseDate is { } released ? $"{film.Title} ({released.Year})" : film.Title;

    private FilmDetails[] Named(string words)
    {
        var sought = FoldedTitle.Of(words);
        FilmDetails[] films = [.. index.All.Select(film => film.Details!).Where(
            film => FoldedTitle.Of(NameOf(film)) == sought || FoldedTitle.Of(film.Title) == sought)];
        return films.Where(film => FoldedTitle.Of(NameOf(film)) == sought).ToArray() is [var exact] ? [exact] : films;
    }
}
