using System.Text;
using Reviews.Domain.Titles;

namespace Domain.Tests.Titles;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Never Let Me Go", "never let me go")]
    [InlineData("Schindler's List", "schindlers list")]
    [InlineData("AMÉLIE, Łódź: Straße & Sønn", "amelie lodz strasse and sonn")]
    [InlineData("9½ Weeks", "9 1 2 weeks")]
    [InlineData("WALL·E", "wall e")]
    [InlineData("七人の侍", "七人の侍")]
    [InlineData("שלום", "שלום")]
    [InlineData("Ирония", "ironiya")]
    [InlineData("ｆｕｌｌ width", "full width")]
    [InlineData("a\u200Fb\u0000c\td", "ab c d")]
    [InlineData("\"title:alien\" OR (NEAR*^-", "title alien or near")]
    [InlineData("🎬 🍿 !!!", "")]
    [InlineData("", "")]
    public void Of_Text_GivesItsFoldedWords(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    /// <summary>Whatever is typed, nothing but letters and digits comes out: no sign can mean anything to whoever asks with it.</summary>
    [Fact]
    public void Of_EveryCharacter_GivesLettersAndDigitsAlone()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            Assert.All(SearchWords.Of($"{(char)unit}"),
                word => Assert.All(word.EnumerateRunes(), rune => Assert.True(Rune.IsLetterOrDigit(rune), $"U+{unit:X4} gives '{word}'")));
        }
    }

    /// <summary>What was folded is folded: an index of words and a search for them meet.</summary>
    [Fact]
    public void Of_WordsOfEveryCharacter_AreThemselves()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var words = SearchWords.Of($"{(char)unit}");
            Assert.Equal(words, SearchWords.Of(string.Join(' ', words)));
        }
    }
}
