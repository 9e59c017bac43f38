using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;
using Reviews.Web;

namespace Reviews.Api.Tests.Pages;

public sealed class DisplayFormatTests
{
    [Theory]
    [InlineData(1, "All films")]
    [InlineData(2, "All films, page 2")]
    [InlineData(1_200, "All films, page 1,200")]
    public void OnPage_OfAList_NamesAllButTheFirst(int page, string expected) =>
        Assert.Equal(expected, DisplayFormat.OnPage("All films", page));

    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(61, "1 hour 1 minute")]
    [InlineData(103, "1 hour 43 minutes")]
    [InlineData(120, "2 hours")]
    public void RunTime_Minutes_ReadsAsPeopleSayIt(int minutes, string expected) => Assert.Equal(expected, DisplayFormat.RunTime(minutes));

    [Theory]
    [InlineData(0, "0 ratings")]
    [InlineData(1, "1 rating")]
    [InlineData(519_541, "519,541 ratings")]
    public void Count_Ratings_HasItsPlural(int count, string expected) => Assert.Equal(expected, DisplayFormat.Count(count, "rating"));

    [Theory]
    [InlineData(1, "½ star")]
    [InlineData(2, "1 star")]
    [InlineData(3, "1½ stars")]
    [InlineData(10, "5 stars")]
    public void Verdict_HalfStars_ReadsAsPrinted(int halfStars, string expected) =>
        Assert.Equal(expected, DisplayFormat.Verdict(Stars.FromHalfStars(halfStars)));

    [Theory]
    [InlineData(1, "half a star")]
    [InlineData(2, "one star")]
    [InlineData(3, "one and a half stars")]
    [InlineData(7, "three and a half stars")]
    [InlineData(10, "five stars")]
    public void Spoken_HalfStars_IsWrittenOut(int halfStars, string expected) =>
        Assert.Equal(expected, DisplayFormat.Spoken(Stars.FromHalfStars(halfStars)));

    [Fact]
    public void Average_NoVotes_IsADash() => Assert.Equal("–", DisplayFormat.Average(null));

    [Fact]
    public void StarsWidth_HalfOfAll_IsHalfTheDrawing() => Assert.Equal("60", Drawing.StarsWidth(2.5m));

    [Fact]
    public void BarWidth_NoVotesAtAll_IsNothing() => Assert.Equal("0%", Drawing.BarWidth(0, [0, 0]));

    [Fact]
    public void Standfirst_AllThatIsKnown_ReadsAsASentenceEach()
    {
        var film = new FilmDetails
        {
            FilmId = "never-let-me-go-2010", Title = "Never Let Me Go", Identity = "never let me go|2010-10-15",
            Directors = ["Mark Romanek"], Cast = ["Keira Knightley", "Carey Mulligan", "Andrew Garfield"], RuntimeMinutes = 103,
            Distributor = "Warner Bros.",
        };
        Assert.Equal(
            "Directed by Mark Romanek, with Keira Knightley, Carey Mulligan and Andrew Garfield. 1 hour 43 minutes, from Warner Bros.",
            DisplayFormat.Standfirst(film));
        Assert.Equal("From Warner Bros.", DisplayFormat.Standfirst(film with { Directors = [], Cast = [], RuntimeMinutes = null }));
        Assert.Equal("", DisplayFormat.Standfirst(film with { Directors = [], Cast = [], RuntimeMinutes = null, Distributor = null }));
    }

    [Theory]
    [InlineData(8.7, 10, "IMDb 8.7")]
    [InlineData(9, 10, "IMDb 9.0")]
    [InlineData(92, 100, "IMDb 92%")]
    public void ShortScore_ByItsScale_IsWrittenAsUsual(double score, double scale, string expected) =>
        Assert.Equal(expected, DisplayFormat.ShortScore(new ExternalScore("IMDb", score, scale, null)));

    [Theory]
    [InlineData("ann", "A")]
    [InlineData("👩‍🎤 Ann", "👩‍🎤")]
    [InlineData("", "")]
    public void Initial_Name_IsItsFirstLetter(string name, string expected) => Assert.Equal(expected, DisplayFormat.Initial(name));
}
