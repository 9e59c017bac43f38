namespace Reviews.Application.Articles.Browsing;

/// <summary>
/// The orders that a list of articles may have. Ties are broken by slug, in either direction; articles without a verdict come last.
/// </summary>
internal static class ArticleSort
{
    /// <summary>The newest first.</summary>
    public const string Default = "-published";

    /// <summary>The words for <c>sort</c>; a leading '-' reverses.</summary>
    public static readonly IReadOnlyList<string> Words = ["published", "title", "film", "stars", "author"];

    public static bool IsKnown(string sort) => Words.Contains(sort.StartsWith('-') ? sort[1..] : sort, StringComparer.Ordinal);

    /// <summary>The articles in that order.</summary>
    public static IEnumerable<ArticleWithFilm> Order(IEnumerable<ArticleWithFilm> articles, string sort) => sort.TrimStart('-') switch
    {
        "published" => By(articles, article => article.Article.PublishedAt, Comparer<DateTimeOffset>.Default, sort),
        "title" => By(articles, article => article.Article.Title, StringComparer.OrdinalIgnoreCase, sort),
        "film" => By(articles, article => article.Film.Title, StringComparer.OrdinalIgnoreCase, sort),
        "stars" =>
            By(articles, article => article.Article.HalfStars is > 0 and var given ? given : (byte?)null, Comparer<byte?>.Default, sort),
        "author" => By(articles, article => article.Article.Author, StringComparer.OrdinalIgnoreCase, sort),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "There is no such order."),
    };

    private static IEnumerable<ArticleWithFilm> By<TKey>(
        IEnumerable<ArticleWithFilm> articles, Func<ArticleWithFilm, TKey> key, IComparer<TKey> comparer, string sort)
    {
        var begun = articles.OrderBy(article => key(article) is null);
        var ordered = sort.StartsWith('-') ? begun.ThenByDescending(key, comparer) : begun.ThenBy(key, comparer);
        return ordered.ThenBy(article => article.Article.Slug, StringComparer.Ordinal);
    }
}
