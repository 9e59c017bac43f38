using Reviews.Domain.Articles;

namespace Domain.Tests.Articles;

/// <summary>What is behind the cut is in no other part than the whole.</summary>
public sealed class ArticlePreviewTests
{
    private const string Secret = "kept back";

    [Theory]
    [InlineData("Open.\n\n<!-- preview ends -->\n\nkept back", "Open.")]
    [InlineData("Open.\r\n<!-- preview ends -->\r\nkept back", "Open.")]
    [InlineData("Open.\n  <!--preview ends-->  \nkept back", "Open.")]
    [InlineData("Open.\n<!-- Preview Ends -->\nkept back", "Open.")]
    [InlineData("<!-- preview ends -->\nkept back", "")]
    [InlineData("Open.\n<!-- preview ends -->\nkept back\n<!-- preview ends -->\nand more", "Open.")]
    [InlineData("```\ncode\n```\n<!-- preview ends -->\nkept back", "```\ncode\n```")]
    [InlineData("````\n```\n<!-- preview ends -->\n````\n<!-- preview ends -->\nkept back", "````\n```\n<!-- preview ends -->\n````")]
    [InlineData("`` ` ``\n<!-- preview ends -->\nkept back", "`` ` ``")]
    [InlineData("    indented\n<!-- preview ends -->\nkept back", "    indented")]
    public void Of_ALineThatEndsThePreview_CutsThere(string markdown, string preview)
    {
        var cut = ArticlePreview.Of(markdown);

        Assert.True(cut.IsMarked);
        Assert.True(cut.IsCut);
        Assert.Equal(preview, cut.Preview);
        Assert.Contains(Secret, cut.Whole, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, cut.Preview, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ALineThatEndsThePreview_IsInNoPartOfTheText()
    {
        var cut = ArticlePreview.Of("Open.\n\n<!-- preview ends -->\n\nRest.\n\n<!-- preview ends -->\nEnd.");

        Assert.Equal("Open.\n\n\nRest.\n\nEnd.", cut.Whole);
        Assert.DoesNotContain("preview ends", cut.Preview, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```\n<!-- preview ends -->\n```")]
    [InlineData("~~~ html\n<!-- preview ends -->\n~~~")]
    [InlineData("```\n<!-- preview ends -->")]
    [InlineData("    <!-- preview ends -->")]
    [InlineData("\t<!-- preview ends -->")]
    [InlineData("- ```\n  <!-- preview ends -->\n  ```")]
    [InlineData("1. > ~~~\n<!-- preview ends -->\n~~~")]
    [InlineData("> <!-- preview ends -->")]
    [InlineData("A line with <!-- preview ends --> in it")]
    [InlineData("`<!-- preview ends -->`")]
    [InlineData("<!-- preview ended -->")]
    [InlineData("<!---->")]
    public void Of_ALineThatOnlyLooksLikeIt_EndsNothing(string markdown)
    {
        Assert.False(ArticlePreview.Of($"{markdown}\n\nMore text.").IsMarked);
    }

    [Fact]
    public void Of_ATextWithoutThatLine_GivesItsFirstParagraphs()
    {
        var paragraph = string.Join(' ', Enumerable.Repeat("word", 50));
        var cut = ArticlePreview.Of(string.Join("\n\n", Enumerable.Repeat(paragraph, 20)) + "\n\n" + Secret);

        Assert.False(cut.IsMarked);
        Assert.Equal($"{paragraph}\n\n{paragraph}", cut.Preview);
    }

    [Theory]
    [InlineData("A single paragraph of ten words, all of them kept back.")]
    [InlineData("```\nkept back\n```")]
    [InlineData("one\n\nkept back")]
    [InlineData("x")]
    [InlineData("")]
    public void Of_AShortTextWithoutThatLine_GivesAThirdAtMost(string markdown)
    {
        var cut = ArticlePreview.Of(markdown);

        Assert.DoesNotContain(Secret, cut.Preview, StringComparison.Ordinal);
        Assert.True(cut.Preview.Length <= (markdown.Length / ArticlePreview.DefaultShare) + 2, cut.Preview);
    }

    [Fact]
    public void Of_ALongFirstParagraph_GivesItsFirstWords()
    {
        var cut = ArticlePreview.Of(string.Join(' ', Enumerable.Repeat("word", 1_000)));

        Assert.EndsWith("word …", cut.Preview, StringComparison.Ordinal);
        Assert.InRange(cut.Preview.Length, 500, ArticlePreview.DefaultLength + 2);
    }

    [Fact]
    public void Of_AWholeInThePreview_CutsNothing()
    {
        var cut = ArticlePreview.Of("All of it.\n\n<!-- preview ends -->\n");

        Assert.False(cut.IsCut);
        Assert.Equal("All of it.", cut.Whole);
    }

    /// <summary>Whatever stands before it, a line behind a closed block counts, and nothing behind it gets into the preview.</summary>
    [Fact]
    public void Of_AMillionBrackets_IsOnePass()
    {
        var brackets = string.Concat(Enumerable.Repeat("[", 500_000)) + string.Concat(Enumerable.Repeat("]", 500_000));

        Assert.Equal(brackets, ArticlePreview.Of($"{brackets}\n<!-- preview ends -->\n{Secret}").Preview);
        Assert.InRange(ArticlePreview.Of(brackets).Preview.Length, 0, ArticlePreview.DefaultLength + 2);
    }

    [Fact]
    public void Of_CutsAnywhere_NeverShowMoreThanStandsBefore()
    {
        string[] pieces = ["```", "~~~", "text", "> quote", "- item", "    code", "", "<!-- preview ends -->", "1. ```", "`x`"];
        var random = new Random(1);
        for (var round = 0; round < 5_000; round++)
        {
            var lines = Enumerable.Range(0, 8).Select(_ => pieces[random.Next(pieces.Length)]).ToList();
            var markdown = string.Join('\n', lines);
            var cut = ArticlePreview.Of(markdown);
            if (cut.IsMarked) Assert.StartsWith(cut.Preview, markdown, StringComparison.Ordinal);
            else Assert.True(cut.Preview.Length <= (markdown.Length / 3) + 2, markdown);
        }
    }

    /// <summary>One pass over the text, whatever stands in it: nothing is parsed.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("An opening.\n\n<!-- preview ends -->\n\n")]
    public void Of_AMegabyteOfNestedBrackets_IsCutLikeAnyText(string opening)
    {
        var nested = new string('[', 524_288) + new string(']', 524_288);

        var cut = ArticlePreview.Of(opening + nested);

        Assert.Equal(opening.Length == 0 ? "" : "An opening.", cut.Preview.TrimEnd(' ', '…', '['));
        Assert.EndsWith(nested, cut.Whole, StringComparison.Ordinal);
        Assert.True(PlainText.Of(cut.Whole, 300).Length <= 300);
    }
}
