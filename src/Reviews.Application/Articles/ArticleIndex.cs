using System.Collections.Immutable;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Articles;

namespace Reviews.Application.Articles;

/// <summary>
/// The summaries of all articles, in this node's memory, as the films' feed delivers them. Whether an article is due is decided by the
/// clock when it is read.
/// </summary>
internal sealed class ArticleIndex
{
    private readonly FilmIndex _films;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableArray<ArticleSummary>> _byFilm = new(StringComparer.Ordinal);
    private Snapshot? _snapshot;

    public ArticleIndex(FilmIndex films, TimeProvider time)
    {
        (_films, _time) = (films, time);
        films.WritingChanged += film => Take(film.Rating.FilmId);
        films.FilmGone += Take;
        foreach (var film in films.All.Where(film => film.Writing is not null)) Take(film.Rating.FilmId);
    }

    /// <summary>Those that are shown now, newest first.</summary>
    public IEnumerable<ArticleSummary> Published
    {
        get
        {
            var now = _time.GetUtcNow();
            return Current.NewestFirst.SkipWhile(article => article.PublishedAt > now);
        }
    }

    /// <summary>The article, if it is shown now.</summary>
    public ArticleSummary? Find(string slug) =>
        Current.BySlug.TryGetValue(slug, out var article) && article.PublishedAt <= _time.GetUtcNow() ? article : null;

    private Snapshot Current
    {
        get
        {
            if (Volatile.Read(ref _snapshot) is { } snapshot) return snapshot;
            lock (_gate)
            {
                return _snapshot ??= Snapshot.Of(_byFilm.Values.SelectMany(articles => articles));
            }
        }
    }

    /// <summary>News of one film may arrive in any order; what the film's index has now is the newest.</summary>
    private void Take(string filmId)
    {
        lock (_gate)
        {
            var articles = _films.Find(filmId)?.Writing?.Articles ?? [];
            if (_byFilm.TryGetValue(filmId, out var known) ? known == articles : articles.IsEmpty) return;
            _byFilm[filmId] = articles;
            _snapshot = null;
        }
    }

    private sealed record Snapshot(ArticleSummary[] NewestFirst, IReadOnlyDictionary<string, ArticleSummary> BySlug)
    {
        /// <summary>An article that moved from one film to another may still be with both; the newer summary wins.</summary>
        public static Snapshot Of(IEnumerable<ArticleSummary> articles)
        {
            var bySlug = new Dictionary<string, ArticleSummary>(StringComparer.Ordinal);
            foreach (var article in articles)
            {
                if (!bySlug.TryGetValue(article.Slug, out var other) || other.Revision < article.Revision) bySlug[article.Slug] = article;
            }

            return new Snapshot(
                [.. bySlug.Values.OrderByDescending(article => article.PublishedAt).ThenBy(
                    article => article.Slug, StringComparer.Ordinal)], bySlug);
        }
    }
}
