using AngleSharp.Html.Parser;
using Reviews.Application.Markdown;

namespace Reviews.Api.Tests.Markdown;

public sealed class MarkdownTextTests
{
    private static readonly string[] ReadersMayHave = ["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"];

    [Fact]
    public void ForReaders_Subset_IsFormatted()
    {
        var html = Html("A *fine* and **quiet** film.\n\n- one\n- two\n\n> said\n\n[more](https://example.org/a)");

        Assert.Contains("<em>fine</em>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>quiet</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<li>one</li>", html, StringComparison.Ordinal);
        Assert.Contains("<blockquote>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/a\"", html, StringComparison.Ordinal);
        Assert.Contains("rel=\"nofollow ugc noopener\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> and more")]
    [InlineData("<svg onload=alert(1)><animate onbegin=alert(1) /></svg>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](https://elsewhere.example/spy.png)")]
    [InlineData("[x](https://example.org \"' onmouseover='alert(1)\")")]
    [InlineData("```\"><script>alert(1)</script>\ncode\n```")]
    [InlineData("# A heading\n\nAnother\n=======\n\ntext")]
    [InlineData("<iframe src=//e.example></iframe><style>*{}</style><form action=x><input>")]
    public void ForReaders_Hostile_LeavesOnlyWhatIsAllowed(string text)
    {
        var body = new HtmlParser().ParseDocument(Html(text)).Body!;

        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, ReadersMayHave);
            Assert.All(element.Attributes, attribute => Assert.True(attribute.Name is "href" or "rel" or "start", attribute.Name));
            if (element.GetAttribute("href") is { } address) Assert.Matches("^https?://", address);
        }
    }

    [Fact]
    public void ForArticles_Headings_BeginBelowThePages()
    {
        var html = MarkdownText.ForArticles("# One\n\n## Two\n\n##### Five\n\n[mail](mailto:a@example.org)").Value!;

        Assert.Contains("<h2>One</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<h3>Two</h3>", html, StringComparison.Ordinal);
        Assert.Contains("<h4>Five</h4>", html, StringComparison.Ordinal);
        Assert.Contains("mailto:a@example.org", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 1_048_576)]
    [InlineData("[a](", 262_144)]
    [InlineData("![", 524_288)]
    [InlineData("> ", 524_288)]
    [InlineData("- ", 4_000)]
    [InlineData("*a ", 20_000)]
    [InlineData("**a _b ", 20_000)]
    public void ForArticles_MadeToKeepAParserBusy_IsShownAsTyped(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));

        var html = MarkdownText.ForArticles(text).Value!;

        Assert.True(piece == "- " || html.StartsWith("<p>", StringComparison.Ordinal));
        Assert.True(piece == "- " || MarkdownText.Plain(text) == text);
    }

    [Fact]
    public void ForReaders_BracketsInBrackets_AreShownAsTyped()
    {
        var text = new string('[', 200) + "x" + new string(']', 200);

        Assert.Equal($"<p>{text}</p>", Html(text));
    }

    [Fact]
    public void Plain_Marks_AreGone() =>
        Assert.Equal("A fine film, see here.", MarkdownText.Plain("A *fine* film, see [here](https://example.org).").Trim());

    private static string Html(string text) => MarkdownText.ForReaders(text).Value!;
}
