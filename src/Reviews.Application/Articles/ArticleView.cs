using Reviews.Contracts.Articles;

namespace Reviews.Application.Articles;

/// <summary>An article as one reader may read it: HTML that is safe on our pages, whether the text continues after it, and whether every
/// reader gets the same; what is not public must not be cached.</summary>
internal sealed record ArticleView(
    string Slug, int Revision, string Title, string Author, string FilmId, byte HalfStars, ArticleAccess Access, bool Spoilers,
    DateTimeOffset? PublishedAt, string Html, bool IsPreview, bool IsPublic)
{
    /// <summary>What everyone may read.</summary>
    public static ArticleView Of(ArticleFace face, string html, bool isPreview) => new(
        face.Slug, face.Revision, face.Title, face.Author, face.FilmId, face.HalfStars, face.Access, face.Spoilers, face.PublishedAt, html,
        isPreview, IsPublic: true);

    /// <summary>All of it, for this reader.</summary>
    public static ArticleView Of(string slug, ArticleRevision revision, string html) => new(
        slug, revision.Number, revision.Text.Title, revision.Text.Author, revision.Text.FilmId, revision.Text.HalfStars,
        revision.Text.Access,
        revision.Text.Spoilers, revision.Text.PublishedAt, html, IsPreview: false, IsPublic: false);
}
