using System.Globalization;
using Reviews.Domain.Ratings;

namespace Domain.Tests.Ratings;

public sealed class ScorecardTests
{
    [Fact]
    public void Average_OfNoVotes_IsNull() => Assert.Null(default(Scorecard).Average);

    [Fact]
    public void Add_ElevenVotes_AreCountedSummedAndAveraged()
    {
        int[] histogram = [0, 0, 1, 0, 1, 2, 3, 2, 1, 1];
        var card = Counted(histogram);

        Assert.Equal((11, 76L), (card.Count, card.HalfStarSum));
        Assert.Equal(3.4545m, card.Average);
        Assert.Equal(histogram, card.Histogram);
    }

    [Fact]
    public void Remove_WhatWasAdded_LeavesTheRest()
    {
        var before = Counted([1, 0, 0, 2, 0, 0, 0, 0, 0, 3]);
        var after = before.Add(Stars.FromHalfStars(5)).Remove(Stars.FromHalfStars(5));

        Assert.Equal(before, after);
        Assert.True(before == after && before != after.Add(Stars.FromHalfStars(1)));
        Assert.Equal(default, Counted([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]).Remove(Stars.FromHalfStars(2)));
    }

    [Fact]
    public void Remove_VoteThatWasNeverCounted_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Counted([0, 0, 0, 0, 0, 0, 0, 0, 0, 9]).Remove(Stars.FromHalfStars(1)));

    [Fact]
    public void Add_LeavesTheValueItCameFrom()
    {
        var before = Counted([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        _ = before.Add(Stars.FromHalfStars(10));

        Assert.Equal((1, 1), (before.Count, before.Histogram[9]));
    }

    [Theory]
    [InlineData(7, 1, "3.5")]
    [InlineData(20, 3, "3.3333")]
    [InlineData(10, 3, "1.6667")]
    [InlineData(1, 20_000, "0")] // 0.000025
    [InlineData(2, 20_000, "0.0001")] // 0.00005: a half
    [InlineData(12_345, 10_000, "0.6173")] // 0.61725: a half
    [InlineData(21_474_836_469, 2_147_483_647, "5")]
    public void Mean_KnownSums_AreRoundedToFourDecimalsAwayFromZero(long sum, long count, string mean)
    {
        Assert.Equal(decimal.Parse(mean, CultureInfo.InvariantCulture), Mean.Of(sum, count));
    }

    [Fact]
    public void WeightedMean_KnownVotes_IsTheFormula()
    {
        // v = 11, R = 78/22, m = 10, C = 3: (39 + 30) / 21 = 3.285714...
        Assert.Equal(3.2857m, WeightedMean.Of(78, 11, 10, 3));
    }

    [Theory]
    [InlineData(0, 0, 10, 3.25, 3.25)]
    [InlineData(0, 0, 0, 3.25, 3.25)]
    [InlineData(78, 11, 0, 3.25, 3.5455)]
    public void WeightedMean_WithoutVotesOrWithoutWeight_IsOneOfBothMeans(long sum, long count, double m, double c, double expected) =>
        Assert.Equal((decimal)expected, WeightedMean.Of(sum, count, m, c));

    private static Scorecard Counted(int[] histogram) =>
        histogram.SelectMany((votes, bar) => Enumerable.Repeat(Stars.FromHalfStars(bar + 1), votes))
            .Aggregate(default(Scorecard), (card, stars) => card.Add(stars));
}
