using System.Collections.Concurrent;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Api.Catalogue.Search;

/// <summary>Finds films by words of their titles, people and distributors: beginnings are enough for the last word, accents do not matter, and one slip
/// in a word of four letters or more is forgiven.</summary>
/// <remarks>SQLite's full text index in a temporary file of this node. Searches read beside the one writer; neither waits for the other.</remarks>
internal sealed class SearchIndex : IDisposable
{
    /// <summary>Most words of a search that are looked for: 24. What is typed after them narrows nothing.</summary>
    public const int MaxWords = 24;

    /// <summary>Most connections kept for the next search: 16, about 2 MB each at most.</summary>
    private const int MaxIdleReaders = 16;

    private readonly SearchFolder _folder;
    private readonly SearchWriter _writer;
    private readonly ConcurrentBag<SearchReader> _idle = [];
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private volatile Known _known = new(new Vocabulary([]), 0);
    private long _written;
    private long _queries;

    /// <summary>How often the file was asked since the start.</summary>
    public long Queries => Interlocked.Read(ref _queries);

    public SearchIndex(TimeProvider time, string? parent = null)
    {
        _folder = SearchFolder.Make(parent, time);
        _writer = new SearchWriter(_folder.File);
    }

    /// <summary>Enters films, in place of what was known of them. One call at a time.</summary>
    public void Write(IReadOnlyCollection<FilmDetails> films)
    {
        if (films.Count == 0) return;
        foreach (var film in films)
        {
            var number = _numbers.GetOrAdd(film.FilmId, _ => _numbers.Count + 1);
            _entries[number] = new Entry(film.FilmId, string.Join(' ', SearchWords.Of(film.Title)));
        }

        _writer.Write(films.Select(film => (_numbers[film.FilmId], film)));
        Interlocked.Increment(ref _written);
    }

    /// <summary>The ids of the films that a text finds, the best first: the very title, titles that begin so, then by how rare and how weighty the
    /// words are that they have.</summary>
    public IReadOnlyList<string> Find(string text)
    {
        string[] words = [.. SearchWords.Of(text).Take(MaxWords)];
        if (words.Length == 0) return [];
        var reader = _idle.TryTake(out var idle) ? idle : new SearchReader(_folder.File);
        try
        {
            var vocabulary = VocabularyOf(reader);
            var found = Match(reader, MatchExpression.Of(words, vocabulary, forgiving: false));
            if (found.Count == 0) found = Match(reader, MatchExpression.Of(words, vocabulary, forgiving: true));
            return Rank(found, string.Join(' ', words));
        }
        finally
        {
            if (_idle.Count < MaxIdleReaders) _idle.Add(reader);
            else reader.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    private List<(long Number, double Misfit)> Match(SearchReader reader, string? expression)
    {
        if (expression is null) return [];
        Interlocked.Increment(ref _queries);
        return reader.Find(expression);
    }

    private string[] Rank(List<(long Number, double Misfit)> found, string typed)
    {
        var ranked = found.Select(film => (Entry: _entries[film.Number], film.Misfit))
            .OrderBy(film => film.Entry.Title == typed ? 0 : film.Entry.Title.StartsWith(typed, StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(film => film.Misfit)
            .ThenBy(film => film.Entry.FilmId, StringComparer.Ordinal);
        return [.. ranked.Select(film => film.Entry.FilmId)];
    }

    /// <summary>The words as of the last write. The number is taken before they are read, so that they are never older than it says.</summary>
    private Vocabulary VocabularyOf(SearchReader reader)
    {
        var (known, written) = (_known, Interlocked.Read(ref _written));
        if (known.Written == written) return known.Vocabulary;
        Interlocked.Increment(ref _queries);
        var vocabulary = new Vocabulary(reader.Words());
        _known = new Known(vocabulary, written);
        return vocabulary;
    }

    private sealed record Entry(string FilmId, string Title);

    private sealed record Known(Vocabulary Vocabulary, long Written);
}
