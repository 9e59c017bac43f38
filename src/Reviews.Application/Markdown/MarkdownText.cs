using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Reviews.Domain.Articles;

namespace Reviews.Application.Markdown;

/// <summary>Texts that people wrote in Markdown, as HTML that is safe on our pages and as plain words.</summary>
/// <remarks>A text that is crafted to break the parser is not formatted: it is shown as typed, in paragraphs.</remarks>
internal static class MarkdownText
{
    /// <summary>A reader's review.</summary>
    public static HtmlString ForReaders(string text) => new(ToHtml(text, MarkdownProfile.Readers));

    /// <summary>A critic's article, or a part of it.</summary>
    public static HtmlString ForArticles(string text) => new(ToHtml(text, MarkdownProfile.Articles));

    /// <summary>The text without markup, for descriptions, search and lists.</summary>
    public static string Plain(string text) => Formatted(text, MarkdownProfile.Articles.ToPlain) ?? text;

    private static string ToHtml(string text, MarkdownProfile profile) => Formatted(text, profile.ToHtml) ?? AsTyped(text);

    /// <summary>Null when the text can't be formatted.</summary>
    private static string? Formatted(string text, Func<string, string> format)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MarkdownShape.IsSensible(text)) return null;
        try
        {
            return format(text);
        }
        catch (ArgumentException)
        {
            return null;   // nested more deeply than Markdig follows, which nobody writes
        }
    }

    private static string AsTyped(string text) => string.Concat(
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => $"<p>{HtmlEncoder.Default.Encode(paragraph)}</p>"));
}
