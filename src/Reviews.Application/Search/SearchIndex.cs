using Reviews.Contracts.Films;

namespace Reviews.Application.Search;

/// <summary>Finds films by words of their titles, people and distributors.</summary>
internal sealed class SearchIndex(TimeProvider time, string? parent = null) : IDisposable
{
    /// <summary>Most words of a search that are looked for.</summary>
    public const int MaxWords = WordIndex.MaxWords;

    private readonly WordIndex _words = new(WordTable.Films, time, parent);

    /// <summary>How often the file was asked since the start.</summary>
    public long Queries => _words.Queries;

    /// <summary>Enters films, replacing what was known about them, and removes those that are gone. One call at a time.</summary>
    public void Write(IReadOnlyCollection<FilmDetails> films, IReadOnlyCollection<string>? gone = null) =>
        _words.Write([.. films.Select(TextOf)], gone ?? []);

    /// <summary>The ids of the films that a text finds, the best first.</summary>
    public IReadOnlyList<string> Find(string text) => _words.Find(text);

    public void Dispose() => _words.Dispose();

    private static IndexedText TextOf(FilmDetails film) =>
        new(film.FilmId, film.Title, string.Join(' ', film.Directors), string.Join(' ', film.Cast), film.Distributor ?? "");
}
