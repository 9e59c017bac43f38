using Reviews.Contracts.Articles;

namespace Reviews.Application.Articles;

/// <summary>An article as one reader may read it: HTML that is safe on our pages, whether the text continues after it, and whether every
/// reader gets the same; what is not public must not be cached.</summary>
internal sealed record ArticleContent(
    string Slug, int Revision, string Title, string Author, string FilmId, byte HalfStars, ArticleAccess Access, bool Spoilers,
    DateTimeOffset? PublishedAt, string Html, bool IsPreview, bool IsPublic)
{
    /// <summary>What everyone may read.</summary>
    public static ArticleContent Of(ArticleSummary summary, string html, bool isPreview) => new(
        summary.Slug, summary.Revision, summary.Title, summary.Author, summary.FilmId, summary.HalfStars, summary.Access, summary.Spoilers,
            summary.PublishedAt, html,
        isPreview, IsPublic: true);

    /// <summary>All of it, for this reader.</summary>
    public static ArticleContent Of(string slug, ArticleRevision revision, string html) => new(
        slug, revision.Number, revision.Text.Title, revision.Text.Author, revision.Text.FilmId, revision.Text.HalfStars,
        revision.Text.Access,
        revision.Text.Spoilers, revision.Text.PublishedAt, html, IsPreview: false, IsPublic: false);
}
