using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>Our critic's verdict.</summary>
/// <param name="Stars">0.5 to 5.</param>
/// <param name="Label">The word for it.</param>
/// <param name="ArticleSlug">The article that argues it.</param>
internal sealed record CriticVerdict(decimal Stars, string Label, string ArticleSlug)
{
    /// <summary>The verdict of the newest article that has one and is shown at that time; null when there is none.</summary>
    public static CriticVerdict? Of(FilmState film, DateTimeOffset now)
    {
        if (film.ArticlesAt(now).FirstOrDefault(article => article.HalfStars > 0) is not { } article) return null;
        var stars = Domain.Ratings.Stars.FromHalfStars(article.HalfStars);
        return new CriticVerdict(stars.Number, CriticLabel.Of(stars), article.Slug);
    }
}
