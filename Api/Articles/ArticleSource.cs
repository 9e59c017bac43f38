using Reviews.Application.Articles;
using Reviews.Contracts.Articles;

namespace Reviews.Api.Articles;

/// <summary>A revision of an article as its editors get it. The state is <c>draft</c>, <c>scheduled</c> or <c>published</c>; the preview
/// ends where it is <c>marked</c> by the line in the text, else of a free article by <c>default</c> after the first paragraphs; of one for
/// subscribers the line is <c>missing</c>.</summary>
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
