using Microsoft.AspNetCore.Html;
using Reviews.Application.Articles;
using Reviews.Application.Markdown;
using Reviews.Contracts.Articles;
using Reviews.Domain.Articles;

namespace Reviews.Web.Editor;

/// <summary>A text in progress, as readers will see it.</summary>
/// <param name="Preview">What everyone can read.</param>
/// <param name="Rest">What comes after the preview.</param>
/// <param name="IsWithheld">Whether the rest is for subscribers.</param>
/// <param name="IsMarked">Whether the text says where its preview ends.</param>
/// <param name="PreviewWords">Words before the cut.</param>
/// <param name="Words">Words in all.</param>
internal sealed record ArticleSketch(HtmlString Preview, HtmlString Rest, bool IsWithheld, bool IsMarked, int PreviewWords, int Words)
{
    /// <summary>Nothing written.</summary>
    public static ArticleSketch None { get; } = new(HtmlString.Empty, HtmlString.Empty, IsWithheld: false, IsMarked: false, 0, 0);

    /// <summary>Whether there is anything to see.</summary>
    public bool IsEmpty => Words == 0;

    public static ArticleSketch Of(ArticleFields fields)
    {
        // What is too long is not saved, and not worth rendering either.
        var markdown = fields.Markdown.Length <= ArticleText.MaxMarkdown ? fields.Markdown : fields.Markdown[..ArticleText.MaxMarkdown];
        var isWithheld = fields.Access != ArticleWords.Free;
        var cut = ArticlePreview.Of(markdown);
        if (isWithheld && !cut.IsMarked) cut = cut with { Preview = "" };
        var rest = cut.Whole.StartsWith(cut.Preview, StringComparison.Ordinal) ? cut.Whole[cut.Preview.Length..] : cut.Whole;
        return new ArticleSketch(
            MarkdownText.ForArticles(cut.Preview), MarkdownText.ForArticles(rest), isWithheld, cut.IsMarked, CountWords(cut.Preview),
            CountWords(cut.Whole));
    }

    private static int CountWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
