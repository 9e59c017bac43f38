using System.Collections.Immutable;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Films.Writing;

/// <summary>
/// The articles about one film, each at its newest revision. Removed ones leave their revision behind, so that nothing older brings them
/// back.
/// </summary>
internal sealed class ArticleListing
{
    /// <summary>
    /// Revisions of removed articles that are kept: 200. An article's own grain calls in order, so only a long-dead call could need an
    /// older one.
    /// </summary>
    private const int MaxRemoved = 200;

    private readonly Dictionary<string, ArticleSummary> _faces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _removed = new(StringComparer.Ordinal);

    /// <summary>How many are shown or scheduled.</summary>
    public int Count => _faces.Count;

    public bool Contains(string slug) => _faces.ContainsKey(slug);

    /// <summary>The known revision of an article; 0: none.</summary>
    public int RevisionOf(string slug) => _faces.TryGetValue(slug, out var summary) ? summary.Revision : _removed.GetValueOrDefault(slug);

    /// <summary>
    /// Whether a summary adds to what is known: it has a later revision, or the same one and says whether the author marked where the
    /// preview ends.
    /// </summary>
    public bool IsNews(ArticleSummary summary) => summary.Revision > RevisionOf(summary.Slug)
        || (_faces.TryGetValue(summary.Slug, out var known) && known.Revision == summary.Revision && known.PreviewEnd == PreviewEnd.Unknown
        && summary.PreviewEnd != PreviewEnd.Unknown);

    /// <summary>True when it is newer than what is known.</summary>
    public bool Put(ArticleSummary summary)
    {
        if (!IsNews(summary)) return false;
        _removed.Remove(summary.Slug);
        _faces[summary.Slug] = summary;
        return true;
    }

    /// <summary>True when it is newer than what is known.</summary>
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

    /// <summary>Newest first; at most <see cref="FilmWriting.MaxArticles"/>, which the caller of <see cref="Put"/> ensures.</summary>
    public ImmutableArray<ArticleSummary> NewestFirst() =>
        [.. _faces.Values.OrderByDescending(summary => summary.PublishedAt).ThenBy(summary => summary.Slug, StringComparer.Ordinal)];

    /// <summary>The changes that recreate this from scratch.</summary>
    public IEnumerable<WritingChange> Changes() =>
        _faces.Values.Select(summary => (WritingChange)new ArticlePut(summary)).Concat(
            _removed.Select(removed => new ArticleRemoved(removed.Key, removed.Value)));
}
