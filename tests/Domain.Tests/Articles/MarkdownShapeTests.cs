using Reviews.Domain.Articles;

namespace Domain.Tests.Articles;

/// <summary>Writing passes, and what was made to keep a parser or a page busy does not.</summary>
public sealed class MarkdownShapeTests
{
    [Theory]
    [InlineData("a\n=\n", 122_000)]
    [InlineData("a\n-\n", 122_000)]
    [InlineData("# a\n", 122_000)]
    [InlineData("#\n", 200_000)]
    [InlineData("a\n\n", 160_000)]
    [InlineData("a\n", 240_000)]
    [InlineData("- a\n", 120_000)]
    [InlineData("1. a\n", 100_000)]
    [InlineData("- - - - - - - - a\n", 2_000)]
    [InlineData("- ", 240_000)]
    [InlineData("> a\n\n", 100_000)]
    [InlineData("---\n", 120_000)]
    [InlineData("https://a.example ", 25_000)]
    [InlineData("www.a.example ", 30_000)]
    [InlineData("mailto:a@example.org ", 20_000)]
    [InlineData("\\.", 240_000)]
    [InlineData("&amp;", 100_000)]
    [InlineData("[", 500_000)]
    [InlineData("[a](", 120_000)]
    [InlineData("**a _b ", 60_000)]
    [InlineData("`a` ", 120_000)]
    public void Fault_MadeToKeepAParserBusy_NamesTheLine(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        Assert.Matches("^Line \\d+: .+\\. Split the text, or leave some out\\.$", MarkdownShape.Fault(text));
        Assert.False(MarkdownShape.IsSensible(text));
    }

    [Fact]
    public void Fault_ALongBookChapter_IsNone()
    {
        var paragraph = string.Concat(Enumerable.Repeat("Some *words*, a [link](https://example.org/a?b=c&d) and: more words of it. ", 4));
        var chapter = string.Concat(
            Enumerable.Range(1, 400).Select(
                number => $"## Part {number}\n\n{paragraph}\n\n> Said.\n\n1. one\n2. two\n\n---\n\n{paragraph}\n\n"));
        Assert.Null(MarkdownShape.Fault(chapter));
    }

    [Fact]
    public void Fault_ALongPoem_IsNone() =>
        Assert.Null(MarkdownShape.Fault(string.Concat(Enumerable.Repeat("A line of a long poem, and its rhyme\n", 12_000))));
}
