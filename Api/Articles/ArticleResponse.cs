using Reviews.Application.Articles;
using Reviews.Domain.Ratings;

namespace Reviews.Api.Articles;

/// <summary>An article as its reader sees it.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Title">The headline.</param>
/// <param name="Author">The critic.</param>
/// <param name="FilmId">The film.</param>
/// <param name="Stars">0.5 to 5; null: no verdict.</param>
/// <param name="Label">The word for the stars.</param>
/// <param name="PublishedAt">When it was published; null for a draft, which only editors see.</param>
/// <param name="Access"><c>free</c> or <c>subscribers</c>.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
/// <param name="IsPreview">Whether the text continues after <paramref name="Html"/> ends.</param>
/// <param name="Html">The text, or its preview.</param>
internal sealed record ArticleResponse(
    string Slug,
    string Title,
    string Author,
    string FilmId,
    decimal? Stars,
    string? Label,
    DateTimeOffset? PublishedAt,
    string Access,
    bool Spoilers,
    bool IsPreview,
    string Html)
{
    public static ArticleResponse Of(ArticleContent content) => new(
        content.Slug,
        content.Title,
        content.Author,
        content.FilmId,
        ArticleWords.StarsOf(content.HalfStars)?.Number,
        ArticleWords.StarsOf(content.HalfStars) is { } stars ? CriticLabel.Of(stars) : null,
        content.PublishedAt,
        ArticleWords.Of(content.Access),
        content.Spoilers,
        content.IsPreview,
        content.Html);
}
