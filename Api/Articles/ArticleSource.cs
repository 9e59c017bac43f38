using Reviews.Application.Articles;
using Reviews.Contracts.Articles;

namespace Reviews.Api.Articles;

/// <summary>A revision of an article as its editors see it. The state is <c>draft</c>, <c>scheduled</c> or <c>published</c>. The preview
/// is <c>marked</c> if a line in the text ends it; if not, it is the <c>default</c> of a free article, the first paragraphs, or, in an
/// article for subscribers, <c>missing</c>.</summary>
internal sealed record ArticleSource(
    string Slug, int Revision, string Title, string Author, string FilmId, decimal? Stars, string? Label, string Access,
    bool Spoilers, string State,
    DateTimeOffset? PublishedAt, string Markdown, string PreviewEnds, DateTimeOffset SavedAt)
{
    public static ArticleSource Of(string slug, ArticleRevision revision, DateTimeOffset now)
    {
        var text = revision.Text;
        var stars = ArticleWords.StarsOf(text.HalfStars);
        return new ArticleSource(
            slug, revision.Number, text.Title, text.Author, text.FilmId, stars?.Number,
            stars is { } given ? Domain.Ratings.CriticLabel.Of(given) : null,
            ArticleWords.Of(text.Access), text.Spoilers,
            text.PublishedAt is not { } time ? "draft" : time > now ? "scheduled" : "published",
            text.PublishedAt, text.Markdown, 
            Domain.Articles.ArticlePreview.Of(text.Markdown)
                .IsMarked ? "marked" : text.Access == ArticleAccess.Free ? "default" : "missing", revision.SavedAt);
    }
}
