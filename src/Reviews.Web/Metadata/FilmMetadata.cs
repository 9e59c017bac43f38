using System.Globalization;
using System.Text.Json.Nodes;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Films;
using Reviews.Application.Site;
using Reviews.Contracts.Films;

namespace Reviews.Web.Metadata;

/// <summary>What a film's page says of itself.</summary>
internal static class FilmMetadata
{
    private const int MostNamed = 3;

    /// <param name="film">The film.</param>
    /// <param name="rating">What readers think.</param>
    /// <param name="articles">What critics say.</param>
    public static PageMetadata Of(FilmDetails film, RatingMessage rating, IReadOnlyList<ArticleWithFilm> articles) =>
        new(Describe(film, rating), $"/films/{film.FilmId}")
    {
        Kind = "video.movie",
        Picture = CoverPath(film.FilmId),
        Data = links => Movie(film, rating, articles, links),
    };

    internal static string CoverPath(string filmId) => $"/films/{filmId}/cover.png";

    /// <summary>
    /// <c>Drama (2010), directed by Mark Romanek, with Keira Knightley. Readers give it 3.55 out of 5 stars (11 ratings).</c>
    /// </summary>
    private static string Describe(FilmDetails film, RatingMessage rating)
    {
        var kind = film.Genre ?? "Film";
        if (film.ReleaseDate is { } released) kind += string.Create(CultureInfo.InvariantCulture, $" ({released.Year})");
        if (!film.Directors.IsEmpty) kind += $", directed by {Names(film.Directors)}";
        if (!film.Cast.IsEmpty) kind += $", with {Names(film.Cast)}";
        var readers = rating.Average is { } average
            ? $"Readers give it {DisplayFormat.TwoDecimals(average)} out of 5 stars ({DisplayFormat.Count(rating.Count, "rating")})."
            : "Nobody has rated it yet.";
        return $"{kind}. {readers}";
    }

    private static string Names(IEnumerable<string> people) => string.Join(", ", people.Take(MostNamed));

    private static JsonObject Movie(FilmDetails film, RatingMessage rating, IReadOnlyList<ArticleWithFilm> articles, SiteLinks links)
    {
        var movie = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Movie",
            ["name"] = film.Title,
            ["url"] = links.To($"/films/{film.FilmId}", QueryString.Empty),
            ["image"] = links.To(CoverPath(film.FilmId), QueryString.Empty),
        };
        if (film.ReleaseDate is { } released) movie["datePublished"] = released.ToString("O", CultureInfo.InvariantCulture);
        if (film.RuntimeMinutes is { } minutes) movie["duration"] = string.Create(CultureInfo.InvariantCulture, $"PT{minutes}M");
        if (film.Genre is { } genre) movie["genre"] = genre;
        if (film.MpaaRating is { } mpaa) movie["contentRating"] = mpaa;
        if (!film.Directors.IsEmpty) movie["director"] = People(film.Directors);
        if (!film.Cast.IsEmpty) movie["actor"] = People(film.Cast);
        if (rating.Average is { } average) movie["aggregateRating"] = Aggregate(average, rating.Count);
        if (articles.Count > 0)
            movie["review"] = new JsonArray([.. articles.Select(article => ArticleMetadata.ReviewOf(article.Article, links))]);
        return movie;
    }

    private static JsonObject Aggregate(decimal average, int count) => new()
    {
        ["@type"] = "AggregateRating", ["ratingValue"] = average, ["ratingCount"] = count, ["bestRating"] = 5, ["worstRating"] = 0.5,
    };

    private static JsonArray People(IEnumerable<string> names) =>
        [.. names.Select(name => new JsonObject { ["@type"] = "Person", ["name"] = name })];
}
