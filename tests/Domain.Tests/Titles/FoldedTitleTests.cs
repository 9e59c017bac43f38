using Reviews.Domain.Titles;

namespace Domain.Tests.Titles;

public sealed class FoldedTitleTests
{
    [Theory]
    [InlineData("Never Let Me Go", "never let me go")]
    [InlineData("  Spider-Man:  No Way Home! ", "spider man no way home")]
    [InlineData("AMÉLIE", "amelie")]
    [InlineData("七人の侍", "七人の侍")]
    [InlineData("!!!", "!!!")]
    [InlineData(" ??? ", "???")]
    [InlineData("a\uD800b", "a b")]
    public void Of_Title_LosesWhatDoesNotTellFilmsApart(string title, string folded) => Assert.Equal(folded, FoldedTitle.Of(title));
}
