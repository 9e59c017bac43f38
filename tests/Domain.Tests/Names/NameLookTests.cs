using Reviews.Domain.Names;

namespace Domain.Tests.Names;

public sealed class NameLookTests
{
    [Theory]
    [InlineData("Bob", "Воb")]            // Cyrillic В and о
    [InlineData("Mary", "Маrу")]          // Cyrillic М, а and у
    [InlineData("Tom", "Torn")]
    [InlineData("Ivan", "lvan")]
    [InlineData("Bill", "BiIl")]
    [InlineData("Agent 007", "Agent OO7")]
    [InlineData("Alice", "𝐀𝓵𝒊𝕔𝖊")]
    [InlineData("Ruth C", "Ｒｕｔｈ Ｃ")]
    [InlineData("Alice", "Αlice")]        // Greek Α
    [InlineData("paul", "ρaul")]          // Greek ρ
    [InlineData("Zoë", "Zoe\u0308")]
    public void Of_NamesThatLookAlike_AreTheSame(string one, string other) => Assert.Equal(NameLook.Of(one), NameLook.Of(other));

    [Theory]
    [InlineData("Neil", "Nell")]
    [InlineData("Zoë", "Zoe")]
    [InlineData("John Smith", "JohnSmith")]
    [InlineData("Иван", "Ivan")]
    [InlineData("太郎", "次郎")]
    public void Of_NamesThatDoNot_Differ(string one, string other) => Assert.NotEqual(NameLook.Of(one), NameLook.Of(other));

    [Fact]
    public void Of_IsItsOwnLook()
    {
        foreach (var name in new[] { "Mary", "IVAN 01", "Воb", "Ævar", "ΝΙΚΟΣ", "Ⅷ", "ǅ" })
            Assert.Equal(NameLook.Of(name), NameLook.Of(NameLook.Of(name)));
    }
}
