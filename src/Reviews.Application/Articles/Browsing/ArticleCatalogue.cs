using System.Globalization;
using Reviews.Application.Films;
using Reviews.Application.ReadModel;
using Reviews.Application.Search;
using Reviews.Contracts.Articles;

namespace Reviews.Application.Articles.Browsing;

/// <summary>The articles as readers browse and search them, in this node's memory: no grain is asked.</summary>
internal sealed class ArticleCatalogue(ArticleIndex index, FilmIndex films, WritingSearch search)
{
    private static readonly Property[] Properties =
    [
        new("genre", article => article.Film.Genre, query => query.Genre),
        new("author", article => article.Article.Author, query => query.Author),
        new("decade", article => article.Decade?.ToString(CultureInfo.InvariantCulture),
            query => query.Decade?.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The newest articles.</summary>
    public IReadOnlyList<ArticleWithFilm> Newest(int count) => [.. Enter(index.Published).Take(count)];

    /// <summary>What everyone may see of an article; null when it is not shown.</summary>
    public ArticleSummary? Find(string slug) => index.Find(slug);

    /// <summary>Those about one film, newest first.</summary>
    public IReadOnlyList<ArticleWithFilm> About(string filmId) => [.. Enter(index.Published.Where(article => article.FilmId == filmId))];

    /// <summary>The requested page of articles, with the available filters; empty when it is past the end.</summary>
    public ArticleListing Browse(ArticleQuery query)
    {
        var found = In(query).Where(article => query.Stars is not { } least || article.Article.HalfStars >= least * 2).ToArray();
        ArticleWithFilm[] met =
        [
            .. ArticleSort.Order(found.Where(article => Properties.All(property => property.IsMet(article, query))), query.Sort),
        ];
        var first = (int)Math.Min((long)(query.Page - 1) * query.PageSize, met.Length);
        return new ArticleListing(
            [.. met.Skip(first).Take(query.PageSize)], met.Length, [.. Properties.Select(property => property.Facet(found, query))]);
    }

    /// <summary>All that are shown now, or those of them that the search finds.</summary>
    private IEnumerable<ArticleWithFilm> In(ArticleQuery query)
    {
        var all = Enter(index.Published);
        if (query.Search is not { } text) return all;
        var found = search.FindArticles(text).ToHashSet();
        return all.Where(article => found.Contains((article.Article.FilmId, article.Article.Slug)));
    }

    private IEnumerable<ArticleWithFilm> Enter(IEnumerable<ArticleSummary> articles) =>
        articles.Select(
            article => films.Find(article.FilmId)?.Details is { } film ? new ArticleWithFilm(article, film) : null)
                .OfType<ArticleWithFilm>();

    /// <summary>One property that articles can be filtered by.</summary>
    private sealed record Property(string Name, Func<ArticleWithFilm, string?> ValueOf, Func<ArticleQuery, string?> Chosen)
    {
        public bool IsMet(ArticleWithFilm article, ArticleQuery query) =>
            Chosen(query) is not { } value || string.Equals(value, ValueOf(article), StringComparison.OrdinalIgnoreCase);

        /// <summary>A value's count is of the articles that match all the other filters.</summary>
        public Facet Facet(IEnumerable<ArticleWithFilm> articles, ArticleQuery query)
        {
            var choices = articles.Where(article => Properties.All(other => other == this || other.IsMet(article, query)))
                .Select(ValueOf).OfType<string>().GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(value => value.Count()).ThenBy(value => value.Key, StringComparer.OrdinalIgnoreCase)
                .Select(value => new FacetChoice(value.Key, value.Count()))
                .Where((choice, rank) => rank < FilmCatalogue.MaxChoices
                    || string.Equals(choice.Value, Chosen(query), StringComparison.OrdinalIgnoreCase));
            return new Facet(Name, [.. Name == "decade" ? choices.OrderBy(choice => choice.Value, StringComparer.Ordinal) : choices]);
        }
    }
}

/// <summary>One page of the articles that were asked for.</summary>
/// <param name="Articles">This page's, with their films.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Facets">The available filters.</param>
internal sealed record ArticleListing(IReadOnlyList<ArticleWithFilm> Articles, int Total, IReadOnlyList<Facet> Facets);
