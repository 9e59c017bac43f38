using Reviews.Domain.Names;

namespace Domain.Tests.Names;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("a\nb", "control")]
    [InlineData("a\u202Eb", "direction")]
    [InlineData("a\u200Fb", "direction")]
    [InlineData("a\u2066b", "direction")]
    [InlineData("a\u200Bb", "invisible")]
    [InlineData("a\u200Db", "invisible")]
    [InlineData("a\u3164b", "invisible")]
    [InlineData("a\uFE0Fb", "invisible")]
    [InlineData("a\U000E0041b", "invisible")]
    [InlineData("a\U000E0101b", "invisible")]
    [InlineData("a\u00A0b", "ordinary one")]
    [InlineData("a\u3000b", "ordinary one")]
    [InlineData("a\u2800b", "ordinary one")]
    [InlineData("a\u0301\u0302\u0303b", "marks")]
    [InlineData("ế\u0323\u0324", "marks")]
    [InlineData("\u0301a", "mark")]
    [InlineData("a \u0301", "mark")]
    [InlineData("a\uE000b", "nobody can read")]
    public void Fault_OfWhatIsNotSeenAsItIs_IsTold(string name, string word) =>
        Assert.Contains(word, NameText.Fault(name), StringComparison.Ordinal);

    [Fact]
    public void Fault_OfHalfACharacter_IsTold() =>
        Assert.Contains("half a character", NameText.Fault("a" + '\uD800' + "b"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Kathy H")]
    [InlineData("Nguyễn Thế Lữ")]
    [InlineData("Nguye\u0302\u0303n")]
    [InlineData("محمد")]
    [InlineData("שָׁלוֹם")]
    [InlineData("นี้")]
    [InlineData("किशोर")]
    [InlineData("བསྒྲུབས")]
    [InlineData("太郎")]
    [InlineData("🎬 fan")]
    [InlineData("O’Brien-Smith")]
    public void Fault_OfANameOfAnyScript_IsNone(string name) => Assert.Null(NameText.Fault(name));
}
