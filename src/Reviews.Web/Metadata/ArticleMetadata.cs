using System.Globalization;
using System.Text.Json.Nodes;
using Reviews.Application.Articles;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Site;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Domain.Articles;
using Reviews.Domain.Ratings;
using Reviews.Web.Covers;

namespace Reviews.Web.Metadata;

/// <summary>
/// What an article's page says of itself. It is the same for every reader: of a text for subscribers, nothing from behind the preview.
/// </summary>
internal static class ArticleMetadata
{
    /// <summary>Most characters of a description: 200.</summary>
    private const int MaxDescription = 200;

    /// <summary>Most characters of an article's opening in a list: 240.</summary>
    private const int MaxTeaser = 240;

    /// <summary>How an article begins, in a list.</summary>
    public static string Teaser(ArticleSummary summary) => PlainText.Of(summary.ReadablePreview, MaxTeaser);

    /// <summary>The page's metadata.</summary>
    /// <param name="article">The article.</param>
    /// <param name="film">The film it is about.</param>
    /// <param name="beginning">Its preview as plain text.</param>
    public static PageMetadata Of(ArticleContent article, FilmDetails? film, string beginning) =>
        new(Describe(article, film, beginning), ArticleWithFilm.AddressOf(article.Slug))
    {
        Kind = "article",
        Picture = film is null ? SitePicture.Path : $"{ArticleWithFilm.AddressOf(article.Slug)}/cover.png",
        Data = links => Review(article, film, links),
    };

    /// <summary>A critic's verdict within what a film's page says of itself.</summary>
    public static JsonObject ReviewOf(ArticleSummary summary, SiteLinks links)
    {
        var review = Review(summary.Slug, summary.Title, summary.Author, summary.HalfStars, summary.PublishedAt, summary.Access, links);
        review.Remove("@context");
        return review;
    }

    private static string Describe(ArticleContent article, FilmDetails? film, string beginning)
    {
        var verdict = ArticleWords.StarsOf(article.HalfStars) is { } stars ? $"{CriticLabel.Line(stars)}. " : "";
        var about = film is null ? "" : $"{article.Author} on {film.Title}. ";
        return (verdict + about + PlainText.Of(beginning, MaxDescription)).Trim();
    }

    private static JsonObject Review(ArticleContent article, FilmDetails? film, SiteLinks links)
    {
        var review = Review(article.Slug, article.Title, article.Author, article.HalfStars, article.PublishedAt, article.Access, links);
        if (film is not null) review["itemReviewed"] = Movie(film, links);
        return review;
    }

    private static JsonObject Review(
        string slug, string title, string author, byte halfStars, DateTimeOffset? publishedAt, ArticleAccess access, SiteLinks links)
    {
        var review = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Review",
            ["headline"] = title,
            ["url"] = links.To(ArticleWithFilm.AddressOf(slug), QueryString.Empty),
            ["author"] = new JsonObject { ["@type"] = "Person", ["name"] = author },
            ["isAccessibleForFree"] = access == ArticleAccess.Free,
        };
        if (publishedAt is { } published)
            review["datePublished"] = published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (ArticleWords.StarsOf(halfStars) is { } stars) review["reviewRating"] = Rating(stars);
        return review;
    }

    private static JsonObject Rating(Stars stars) => new()
    {
        ["@type"] = "Rating", ["ratingValue"] = stars.Number, ["bestRating"] = 5, ["worstRating"] = 0.5,
    };

    private static JsonObject Movie(FilmDetails film, SiteLinks links)
    {
        var movie = new JsonObject
        {
            ["@type"] = "Movie", ["name"] = film.Title, ["url"] = links.To($"/films/{film.FilmId}", QueryString.Empty),
            ["image"] = links.To($"/films/{film.FilmId}/cover.png", QueryString.Empty),
        };
        if (film.ReleaseDate is { } released) movie["datePublished"] = released.ToString("O", CultureInfo.InvariantCulture);
        if (!film.Directors.IsEmpty)
            movie["director"] = new JsonArray([.. film.Directors.Select(name => new JsonObject { ["@type"] = "Person", ["name"] = name })]);
        return movie;
    }
}
