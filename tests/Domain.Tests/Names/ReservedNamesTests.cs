using Reviews.Domain.Names;

namespace Domain.Tests.Names;

public sealed class ReservedNamesTests
{
    [Theory]
    [InlineData("moderator")]
    [InlineData("MODERATOR")]
    [InlineData("Мodеrаtоr")]          // four Cyrillic letters
    [InlineData("rnoderator")]
    [InlineData("M o d e r a t o r")]
    [InlineData("Site Moderator")]
    [InlineData("SiteAdmin")]
    [InlineData("admin1")]
    [InlineData("Adm1n")]
    [InlineData("@dmin")]
    [InlineData("4dmin 2")]
    [InlineData("The Editors")]
    [InlineData("0perator")]
    [InlineData("ｏｐｅｒａｔｏｒ")]
    [InlineData("ópérätör")]
    [InlineData("ⓐⓓⓜⓘⓝ")]
    [InlineData("🅰dmin")]
    [InlineData("ᴀᴅᴍɪɴ")]
    [InlineData("ɐdmin")]
    [InlineData("Operator¹")]
    public void IsOffice_OfWhoeverRunsTheSite_IsTrue(string name) => Assert.True(ReservedNames.IsOffice(name));

    [Theory]
    [InlineData("Kathy H")]
    [InlineData("Falstaff")]
    [InlineData("Creditor")]
    [InlineData("Edith")]
    [InlineData("Badminton")]
    [InlineData("Tommy D")]
    public void IsOffice_OfOthers_IsFalse(string name) => Assert.False(ReservedNames.IsOffice(name));

    [Theory]
    [InlineData("Member 1234", true)]
    [InlineData("Member", true)]
    [InlineData("member 7", true)]
    [InlineData("Mernber I234", true)]
    [InlineData("Меmbеr l2O4", true)]   // Cyrillic М and е
    [InlineData("Member ١٢٣٤", true)]
    [InlineData("Member-0042", true)]
    [InlineData("Member №1", true)]
    [InlineData("Member No. 42", true)]
    [InlineData("Member Nora", false)]
    [InlineData("Member of Parliament", false)]
    [InlineData("Remember 1234", false)]
    public void IsLikeGiven_IsJudgedByWhatIsSeen(string name, bool isLike) => Assert.Equal(isLike, ReservedNames.IsLikeGiven(name));

    [Theory]
    [InlineData("Orleans Reviews", true)]
    [InlineData("0r1eans-Reviews", true)]
    [InlineData("OrleansReviews team", true)]
    [InlineData("ОrleansRеviеws", true)]   // Cyrillic О and е
    [InlineData("New Orleans", false)]
    public void Holds_TheSitesName_InWhateverLetters(string name, bool holds) =>
        Assert.Equal(holds, ReservedNames.Holds(name, "OrleansReviews"));

    [Theory]
    [InlineData("Pauline K.", true)]
    [InlineData("PauIine K", true)]   // a capital i
    [InlineData("Pauline", false)]
    public void IsLike_ACritic_IsTheWholeName(string name, bool isLike) => Assert.Equal(isLike, ReservedNames.IsLike(name, "Pauline K"));
}
