using Reviews.Domain.Reviews;

namespace Domain.Tests.ReaderReviews;

public sealed class ReviewTextTests
{
    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void IsBody_Lengths(int length, bool isBody)
    {
        Assert.Equal(isBody, ReviewText.IsBody(ReviewText.Tidy(new string('x', length))));
        Assert.Equal(isBody, ReviewText.IsBody(ReviewText.Tidy($"  \r\n {new string('x', length)} \n ")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("                    ")]
    [InlineData("\t\r\n \u2003 \u00a0           ")]
    public void IsBody_OnlySpaces_IsNone(string? text) => Assert.False(ReviewText.IsBody(ReviewText.Tidy(text)));

    [Fact]
    public void Tidy_LineEndsAndHalfCharacters_AreMended()
    {
        Assert.Equal("a\nb", ReviewText.Tidy(" a\r\nb "));
        Assert.Equal("x\ufffdx", ReviewText.Tidy("x\ud83dx"));
        Assert.False(ReviewText.IsBody("ten characters\0"));
        Assert.Equal("one line", ReviewText.TidyTitle("  one \n line "));
        Assert.False(ReviewText.IsTitle(ReviewText.TidyTitle("   ")));
        Assert.False(ReviewText.IsTitle(new string('x', ReviewText.MaxTitle + 1)));
    }

    [Fact]
    public void Head_LongTexts_AreCutBetweenWordsAndNeverInACharacter()
    {
        Assert.Equal("short", ReviewText.Head("short"));
        var head = ReviewText.Head(string.Concat(Enumerable.Repeat("word ", 300)));
        Assert.InRange(head.Length, ReviewText.MaxHead - 6, ReviewText.MaxHead);
        Assert.EndsWith("word", head, StringComparison.Ordinal);

        var emoji = ReviewText.Head("x" + string.Concat(Enumerable.Repeat("😀", 400)));
        Assert.False(char.IsHighSurrogate(emoji[^1]));
        Assert.InRange(emoji.Length, 1, ReviewText.MaxHead);
    }
}
