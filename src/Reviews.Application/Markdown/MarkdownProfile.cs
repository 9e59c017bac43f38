using Ganss.Xss;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Reviews.Application.Markdown;

/// <summary>What one kind of author may write: which Markdown is supported, and which elements and addresses its HTML may have.</summary>
/// <remarks>HTML in the text is text. Pictures become links to them: the pages load nothing from elsewhere. The sanitizer's list is the
/// second line of defence: whatever the parser produces, only these elements, attributes and schemes get through.</remarks>
internal sealed class MarkdownProfile
{
    // The profiles below are made from these, so these stand first.
    private static readonly string[] HeadingElements = ["h2", "h3", "h4"];
    private static readonly string[] Elements = ["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"];

    private static readonly string[] Attributes = ["href", "rel", "start"];
    private static readonly string[] Addresses = ["href"];

    /// <summary>
    /// Readers: paragraphs, emphasis, lists, quotations, code, links that promise search engines nothing. No headings: the page has its
    /// ones.
    /// </summary>
    public static readonly MarkdownProfile Readers = new(headings: false, rel: "nofollow ugc noopener", schemes: ["http", "https"]);

    /// <summary>Critics: the same and headings, which begin below the page's own.</summary>
    public static readonly MarkdownProfile Articles = new(headings: true, rel: "noopener", schemes: ["http", "https", "mailto"]);

    private readonly string _rel;
    private readonly MarkdownPipeline _pipeline;
    private readonly HtmlSanitizer _sanitizer;

    private MarkdownProfile(bool headings, string rel, string[] schemes)
    {
        _rel = rel;
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks();
        if (!headings) builder.BlockParsers.TryRemove<HeadingBlockParser>();
        if (!headings && builder.BlockParsers.Find<ParagraphBlockParser>() is { } paragraphs) paragraphs.ParseSetextHeadings = false;
        _pipeline = builder.Build();
        _sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(headings ? [.. Elements, .. HeadingElements] : Elements, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(schemes, StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(Addresses, StringComparer.OrdinalIgnoreCase),
        });
    }

    /// <summary>The text as HTML of this profile.</summary>
    /// <exception cref="ArgumentException">Elements are nested too deeply.</exception>
    public string ToHtml(string text)
    {
        var document = Markdig.Markdown.Parse(text, _pipeline);
        foreach (var part in document.Descendants()) Restrict(part);
        return _sanitizer.Sanitize(document.ToHtml(_pipeline));
    }

    /// <summary>The words alone.</summary>
    /// <exception cref="ArgumentException">Elements are nested too deeply.</exception>
    public string ToPlain(string text) => Markdig.Markdown.ToPlainText(text, _pipeline);

    private void Restrict(MarkdownObject part)
    {
        switch (part)
        {
            case HeadingBlock heading:
                heading.Level = Math.Clamp(heading.Level + 1, 2, 4);
                break;
            case LinkInline link:
                link.IsImage = false;
                link.GetAttributes().AddProperty("rel", _rel);
                break;
            case AutolinkInline link:
                link.GetAttributes().AddProperty("rel", _rel);
                break;
        }
    }
}
