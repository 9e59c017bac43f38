using Reviews.Contracts.Articles;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Articles;

/// <summary>Articles' values as the API writes them.</summary>
internal static class ArticleWords
{
    public const string Free = "free";

    public const string Subscribers = "subscribers";

    public static string Of(ArticleAccess access) => access == ArticleAccess.Free ? Free : Subscribers;

    public static Stars? StarsOf(byte halfStars) => halfStars == 0 ? null : Domain.Ratings.Stars.FromHalfStars(halfStars);
}
