using Reviews.Contracts.Articles;
using Reviews.Domain.Articles;

namespace Reviews.Grains.Articles;

/// <summary>What everyone may see of an article, and its item in editors' lists.</summary>
internal static class ArticleSummaries
{
    /// <summary>The summary of a revision that is not a draft. Of a text for subscribers it contains only what is before the cut.</summary>
    public static ArticleSummary Of(string slug, ArticleRevision revision)
    {
        var text = revision.Text;
        var cut = CutOf(text);
        var isWhole = !cut.IsCut || (text.Access == ArticleAccess.Free && cut.Whole.Length <= ArticleSummary.MaxOpening);
        return new ArticleSummary(
            slug,
            revision.Number,
            text.Title,
            text.Author,
            text.FilmId,
            text.HalfStars,
            text.Access,
            text.Spoilers,
            text.PublishedAt ?? throw new ArgumentException("A draft has no summary.", nameof(revision)),
            PlainText.Of(cut.Preview, ArticleSummary.MaxPreview),
            isWhole ? cut.Whole : cut.Preview,
            !isWhole,
            EndOf(cut));
    }

    /// <summary>
    /// The text and what everyone may read of it. If the author of a text for subscribers has not marked that, it is nothing: never a
    /// guess.
    /// </summary>
    private static ArticlePreview CutOf(ArticleText text) =>
        ArticlePreview.Of(text.Markdown) is { IsMarked: false } cut && text.Access == ArticleAccess.Subscribers
            ? cut with { Preview = "" }
            : ArticlePreview.Of(text.Markdown);

    private static PreviewEnd EndOf(ArticlePreview cut) => cut.IsMarked ? PreviewEnd.Marked : PreviewEnd.Missing;

    public static ArticleListItem ItemOf(string slug, ArticleRevision revision) => new(
        slug,
        revision.Number,
        revision.Text.Title,
        revision.Text.Author,
        revision.Text.FilmId,
        revision.Text.HalfStars,
        revision.Text.Access,
        revision.Text.PublishedAt,
        revision.SavedAt,
        revision.SavedBy,
        EndOf(ArticlePreview.Of(revision.Text.Markdown)));
}
