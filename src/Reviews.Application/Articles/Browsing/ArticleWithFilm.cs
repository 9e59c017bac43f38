using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Application.Articles.Browsing;

/// <summary>An article in a list, with its film.</summary>
internal sealed record ArticleWithFilm(ArticleSummary Article, FilmDetails Film)
{
    public string Address => AddressOf(Article.Slug);

    /// <summary>The decade of the film's release, such as 1990; null when it has no date.</summary>
    public int? Decade => Film.ReleaseDate is { } date ? date.Year / 10 * 10 : null;

    /// <summary>An article's page.</summary>
    public static string AddressOf(string slug) => $"/reviews/{slug}";
}
