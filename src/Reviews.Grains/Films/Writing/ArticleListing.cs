using System.Collections.Immutable;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Films.Writing;

/// <summary>
/// The articles about one film, each under its newest revision. Those that were taken away leave their revision behind, so that nothing
/// older brings them back.
/// </summary>
internal sealed class ArticleListing
{
    /// <summary>
    /// Revisions of articles taken away that are kept: 200. An article's own grain asks in order, so only a call long dead could need an
    /// older one.
    /// </summary>
    private const int MaxRemoved = 200;

    private readonly Dictionary<string, ArticleSummary> _faces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _removed = new(StringComparer.Ordinal);

    /// <summary>How many are shown, now or later.</summary>
    public int Count => _faces.Count;

    public bool Contains(string slug) => _faces.ContainsKey(slug);

    /// <summary>The revision known of an article; 0: none.</summary>
    public int RevisionOf(string slug) => _faces.TryGetValue(slug, out var summary) ? summary.Revision : _removed.GetValueOrDefault(slug);

    /// <summary>
    /// Whether a face tells more than is known: of a later revision, or of the same that whether its author said where the preview ends.
    /// </summary>
    public bool IsNews(ArticleSummary summary) => summary.Revision > RevisionOf(summary.Slug)
        || (_faces.TryGetValue(summary.Slug, out var known) && known.Revision == summary.Revision && known.PreviewEnd == PreviewEnd.Unknown
        && summary.PreviewEnd != PreviewEnd.Unknown);

    /// <summary>True when it is news.</summary>
    public bool Put(ArticleSummary summary)
    {
        if (!IsNews(summary)) return false;
        _removed.Remove(summary.Slug);
        _faces[summary.Slug] = summary;
        return true;
    }

    /// <summary>True when it is news.</summary>
    public bool Remove(string slug, int revision)
    {
        if (revision <= RevisionOf(slug)) return false;
        _faces.Remove(slug);
        if (_removed.Count >= MaxRemoved) _removed.Remove(_removed.MinBy(removed => removed.Value).Key);
        _removed[slug] = revision;
        return true;
    }

    public void Clear()
    {
        _faces.Clear();
        _removed.Clear();
    }

    /// <summary>The newest first; at most <see cref="FilmWriting.MaxArticles"/> by the rule of who puts them.</summary>
    public ImmutableArray<ArticleSummary> NewestFirst() =>
        [.. _faces.Values.OrderByDescending(summary => summary.PublishedAt).ThenBy(summary => summary.Slug, StringComparer.Ordinal)];

    /// <summary>The changes that lead here from nothing.</summary>
    public IEnumerable<WritingChange> Changes() =>
        _faces.Values.Select(summary => (WritingChange)new ArticlePut(summary)).Concat(
            _removed.Select(removed => new ArticleRemoved(removed.Key, removed.Value)));
}
