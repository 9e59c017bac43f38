using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>The list items of all articles, and which articles have an open save.</summary>
internal sealed class ArticleDirectoryState(Serializer<ArticleDirectoryChange[]> serializer) : StagedStateMachine<ArticleDirectoryChange>
{
    /// <summary>Articles per snapshot entry: about 200 KB.</summary>
    private const int ArticlesPerPart = 512;

    private readonly Dictionary<string, ArticleListItem> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ArticleListItem> Items => _items;

    /// <summary>Articles that may be in the middle of a save.</summary>
    public IReadOnlySet<string> Open => _open;

    public void Begin(string slug) => Stage(new ArticleDirectoryChange(slug, true, null));

    public void End(string slug, ArticleListItem? item) => Stage(new ArticleDirectoryChange(slug, false, item));

    protected override void Clear()
    {
        _items.Clear();
        _open.Clear();
    }

    protected override void Apply(in ArticleDirectoryChange change)
    {
        if (change.IsOpen) _open.Add(change.Slug);
        else _open.Remove(change.Slug);
        if (change.Card is { } item && !(_items.TryGetValue(change.Slug, out var standing) && standing.Revision > item.Revision))
            _items[change.Slug] = item;
    }

    protected override void Encode(List<ArticleDirectoryChange> changes, IBufferWriter<byte> writer) =>
        serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        var changes = _items.Select(item => new ArticleDirectoryChange(item.Key, _open.Contains(item.Key), item.Value))
            .Concat(_open.Where(slug => !_items.ContainsKey(slug)).Select(slug => new ArticleDirectoryChange(slug, true, null)));
        foreach (var part in changes.Chunk(ArticlesPerPart))
        {
            using var entry = writer.BeginEntry();
            serializer.Serialize(part, entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        foreach (var change in serializer.Deserialize(entry.ToArray())!) Apply(change);
    }
}

/// <summary>One record in the article directory's journal.</summary>
/// <param name="Slug">The article.</param>
/// <param name="IsOpen">Whether it may be in the middle of a save from now on.</param>
/// <param name="Card">Its current state; null: as before.</param>
[GenerateSerializer, Immutable, Alias("reviews.ShelfChange")]
internal sealed record ArticleDirectoryChange([property: Id(0)] string Slug, [property: Id(1)] bool IsOpen,
    [property: Id(2)] ArticleListItem? Card);
