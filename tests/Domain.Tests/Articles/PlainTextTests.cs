using Reviews.Domain.Articles;

namespace Domain.Tests.Articles;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("# A heading\n\nAnd *some* __stress__ in `code`.", "A heading And some stress in code.")]
    [InlineData("A [link](https://example.org/a) and ![a picture](x.png).", "A link and a picture.")]
    [InlineData("[one][1] and [two]\n\n> quoted\n> twice", "one and two quoted twice")]
    [InlineData("- first\n- second\n* third", "first second third")]
    [InlineData("snake_case stays, 5 * 3 too", "snake_case stays, 5 3 too")]
    [InlineData("<b>tags</b> go, 1 < 2 stays", "tags go, 1 < 2 stays")]
    [InlineData("\\*not stressed\\*", "*not stressed*")]
    [InlineData("---\n\n***\n\n===", "")]
    [InlineData("<script>alert(1)</script>", "alert(1)")]
    [InlineData("", "")]
    public void Of_Markdown_GivesItsWords(string markdown, string words) => Assert.Equal(words, PlainText.Of(markdown, 1_000));

    [Fact]
    public void Of_MoreThanFits_EndsAtAWord()
    {
        Assert.Equal("one two…", PlainText.Of("one two three", 10));
        Assert.Equal("onetwo…", PlainText.Of("onetwothree", 7));
        Assert.Equal("one two three", PlainText.Of("one two three", 13));
    }

    [Fact]
    public void Of_AMillionBrackets_IsOnePass()
    {
        Assert.Equal("", PlainText.Of(string.Concat(Enumerable.Repeat("[](", 300_000)), 100));
        Assert.InRange(PlainText.Of(new string('x', 1_000_000), 100).Length, 1, 100);
    }
}
