using System.Collections.Concurrent;
using Reviews.Domain.Titles;

namespace Reviews.Application.Search;

/// <summary>Finds texts by their words: the beginning is enough for the last word, accents do not matter, and one typo in a word of four
/// letters or more is tolerated.</summary>
/// <remarks>
/// SQLite's full text index in a temporary file of this node. Searches read beside the one writer; neither waits for the other.
/// </remarks>
internal sealed class WordIndex : IDisposable
{
    /// <summary>Most words of a search that are looked for: 24. Anything typed after them is ignored.</summary>
    public const int MaxWords = 24;

    /// <summary>Most connections kept for the next search: 16, about 2 MB each at most.</summary>
    private const int MaxIdleReaders = 16;

    private readonly WordTable _table;
    private readonly SearchFolder _folder;
    private readonly SearchWriter _writer;
    private readonly ConcurrentBag<SearchReader> _idle = [];
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private volatile Known _known = new(new Vocabulary([]), 0);
    private long _lastNumber;
    private long _written;
    private long _queries;

    /// <summary>How often the file was asked since the start.</summary>
    public long Queries => Interlocked.Read(ref _queries);

    /// <param name="table">What is found, and what weighs how much.</param>
    /// <param name="time">Tells how old the folders of others are.</param>
    /// <param name="parent">Where the file is made; null: among the system's temporary files.</param>
    public WordIndex(WordTable table, TimeProvider time, string? parent = null)
    {
        _table = table;
        _folder = SearchFolder.Make(parent, time);
        _writer = new SearchWriter(_folder.File, table);
    }

    /// <summary>
    /// Enters texts, replacing what was known under their ids, and removes those that are gone; readers see all of it or nothing. One call
    /// at a time.
    /// </summary>
    public void Write(IReadOnlyCollection<IndexedText> texts, IReadOnlyCollection<string> gone)
    {
        if (texts.Count == 0 && gone.Count == 0) return;
        foreach (var text in texts)
        {
            var number = _numbers.GetOrAdd(text.Id, _ => ++_lastNumber);
            _entries[number] = new Entry(text.Id, string.Join(' ', SearchWords.Of(text.Title)));
        }

        var left = gone.Where(_numbers.ContainsKey).ToArray();
        _writer.Write(texts.Select(text => (_numbers[text.Id], text)), left.Select(id => _numbers[id]));
        Interlocked.Increment(ref _written);
        foreach (var id in left)
        {
            if (_numbers.TryRemove(id, out var number)) _entries.TryRemove(number, out _);
        }
    }

    /// <summary>The ids of the texts that have all the words, best first: the exact title, titles that begin with it, then by how rare and
    /// how important the words are.</summary>
    public IReadOnlyList<string> Find(string text)
    {
        string[] words = [.. SearchWords.Of(text).Take(MaxWords)];
        if (words.Length == 0) return [];
        var reader = _idle.TryTake(out var idle) ? idle : new SearchReader(_folder.File, _table);
        try
        {
            var vocabulary = VocabularyOf(reader);
            var found = Match(reader, Fts5Query.Of(words, vocabulary, forgiving: false));
            if (found.Count == 0) found = Match(reader, Fts5Query.Of(words, vocabulary, forgiving: true));
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

    /// <summary>What was removed since the file was read is skipped.</summary>
    private string[] Rank(List<(long Number, double Misfit)> found, string typed)
    {
        var ranked = found.Select(text => (Entry: _entries.GetValueOrDefault(text.Number), text.Misfit)).Where(
            text => text.Entry is not null)
            .OrderBy(text => text.Entry!.Title == typed ? 0 : text.Entry.Title.StartsWith(typed, StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(text => text.Misfit)
            .ThenBy(text => text.Entry!.Id, StringComparer.Ordinal);
        return [.. ranked.Select(text => text.Entry!.Id)];
    }

    /// <summary>
    /// The words as of the last write. The number is taken before they are read, so that they are never older than it says.
    /// </summary>
    private Vocabulary VocabularyOf(SearchReader reader)
    {
        var (known, written) = (_known, Interlocked.Read(ref _written));
        if (known.Written == written) return known.Vocabulary;
        Interlocked.Increment(ref _queries);
        var vocabulary = new Vocabulary(reader.Words());
        _known = new Known(vocabulary, written);
        return vocabulary;
    }

    private sealed record Entry(string Id, string Title);

    private sealed record Known(Vocabulary Vocabulary, long Written);
}
