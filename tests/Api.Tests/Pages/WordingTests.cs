using Reviews.Api.Pages;
using Reviews.Domain.Ratings;

namespace Reviews.Api.Tests.Pages;

public sealed class WordingTests
{
    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(61, "1 hour 1 minute")]
    [InlineData(103, "1 hour 43 minutes")]
    [InlineData(120, "2 hours")]
    public void RunTime_Minutes_ReadsAsPeopleSayIt(int minutes, string expected) => Assert.Equal(expected, Wording.RunTime(minutes));

    [Theory]
    [InlineData(0, "0 ratings")]
    [InlineData(1, "1 rating")]
    [InlineData(519_541, "519,541 ratings")]
    public void Count_Ratings_HasItsPlural(int count, string expected) => Assert.Equal(expected, Wording.Count(count, "rating"));

    [Theory]
    [InlineData(1, "½ star")]
    [InlineData(2, "1 star")]
    [InlineData(3, "1½ stars")]
    [InlineData(10, "5 stars")]
    public void Verdict_HalfStars_ReadsAsPrinted(int halfStars, string expected) =>
        Assert.Equal(expected, Wording.Verdict(Stars.FromHalfStars(halfStars)));

    [Theory]
    [InlineData(1, "half a star")]
    [InlineData(2, "one star")]
    [InlineData(3, "one and a half stars")]
    [InlineData(7, "three and a half stars")]
    [InlineData(10, "five stars")]
    public void Spoken_HalfStars_IsWrittenOut(int halfStars, string expected) =>
        Assert.Equal(expected, Wording.Spoken(Stars.FromHalfStars(halfStars)));

    [Fact]
    public void Average_NoVotes_IsADash() => Assert.Equal("–", Wording.Average(null));

    [Fact]
    public void StarsWidth_HalfOfAll_IsHalfTheDrawing() => Assert.Equal("60", Drawing.StarsWidth(2.5m));

    [Fact]
    public void BarWidth_NoVotesAtAll_IsNothing() => Assert.Equal("0%", Drawing.BarWidth(0, [0, 0]));
}
