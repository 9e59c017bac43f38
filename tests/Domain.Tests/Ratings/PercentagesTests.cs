using Domain.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Reviews.Domain.Ratings;

namespace Domain.Tests.Ratings;

public sealed class PercentagesTests
{
    /// <summary>Few votes and many, and bars of none among them.</summary>
    private static readonly Arbitrary<int[]> Histograms = Properties.ArraysOf(
        Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 20), Gen.Choose(0, int.MaxValue)), Stars.MaxHalfStars, Stars.MaxHalfStars);

    [Theory]
    [InlineData(new[] { 1, 1, 1 }, new[] { 34, 33, 33 })]
    [InlineData(new[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 100, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new[] { 0, 0, 1, 0, 1, 2, 3, 2, 1, 1 }, new[] { 0, 0, 9, 0, 9, 18, 28, 18, 9, 9 })]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 })]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { int.MaxValue, int.MaxValue }, new[] { 50, 50 })]
    public void Of_Counts_RoundsByTheLargestRemainder(int[] counts, int[] expected) => Assert.Equal(expected, Percentages.Of(counts));

    [Fact]
    public void Of_AnyCounts_SumTo100AndEachIsLessThanOneOff() => Properties.Holds(Histograms, counts =>
    {
        var (whole, percents) = (counts.Sum(count => (long)count), Percentages.Of(counts));
        Assert.Equal(whole == 0 ? 0 : 100, percents.Sum());
        Assert.All(counts.Zip(percents), part => Assert.True(Math.Abs((100m * part.First / Math.Max(1, whole)) - part.Second) < 1));
    });

    [Fact]
    public void Of_PartWithoutVotes_IsNoPercent() => Properties.Holds(Histograms, counts =>
        Assert.All(counts.Zip(Percentages.Of(counts)).Where(part => part.First == 0), part => Assert.Equal(0, part.Second)));

    [Fact]
    public void Of_NegativeCount_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Percentages.Of([3, -1]));
}
