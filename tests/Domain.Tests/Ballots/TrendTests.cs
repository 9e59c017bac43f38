using Domain.Tests.Fixtures;
using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class TrendTests
{
    private const uint Day = 86_400;

    [Fact]
    public void ReadTrend_AnyVotes_HasEachDayOnceAndSumsToTheScorecard() =>
        Properties.Holds(Votes.OfFewMembers, votes =>
        {
            var book = new BallotBook();
            Array.ForEach(votes, vote => book.Enter(vote));

            var trend = book.ReadTrend();

            Assert.InRange(trend.Length, 0, Trend.MaxBuckets);
            Assert.Equal(book.Scorecard.Count, trend.Sum(bucket => bucket.Count));
            Assert.Equal(book.Scorecard.HalfStarSum, trend.Sum(bucket => bucket.HalfStarSum));
            Assert.Equal(Naive(book, trend.FirstOrDefault().Days), trend);
        });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    [InlineData(126, 2)]
    [InlineData(130, 7)]
    [InlineData(440, 7)]
    [InlineData(10 * 365, 112)]
    [InlineData(49_711, 896)]
    public void ReadTrend_VotesOnSoManyDaysInARow_TakesTheLeastWidthThatFits(int days, int width)
    {
        var trend = Of(Enumerable.Range(0, days)).ReadTrend();

        Assert.All(trend, bucket => Assert.Equal(width, bucket.Days));
        Assert.InRange(trend.Length, (days + width - 1) / width, Trend.MaxBuckets);
        Assert.Equal(days, trend.Sum(bucket => bucket.Count));
    }

    [Fact]
    public void ReadTrend_OneMoreDay_LeavesTheEarlierBucketsAsTheyWere()
    {
        for (var days = 131; days < 400; days++)
        {
            var (before, after) = (Of(Enumerable.Range(0, days)).ReadTrend(), Of(Enumerable.Range(0, days + 1)).ReadTrend());
            Assert.Equal(before[..^1], after[..(before.Length - 1)]);
        }
    }

    [Fact]
    public void ReadTrend_Weeks_BeginOnMondays() =>
        Assert.All(Of(Enumerable.Range(14_000, 200)).ReadTrend(), week => Assert.Equal(DayOfWeek.Monday, week.Start.DayOfWeek));

    [Fact]
    public void ReadTrend_DaysWithoutVotes_AreLeftOut() =>
        Assert.Equal(
            [new TrendBucket(new DateOnly(1970, 1, 11), 1, 1, 5), new TrendBucket(new DateOnly(1970, 1, 31), 1, 1, 5)], Of([10, 30])
                .ReadTrend());

    [Fact]
    public void ReadTrend_LastVoteWithdrawn_IsEmpty()
    {
        var book = Of([10]);
        book.Enter(new BallotEntry(10, 2, 20 * Day, 0));
        Assert.Empty(book.ReadTrend());
    }

    /// <summary>A vote of five half stars on each of these days.</summary>
    private static BallotBook Of(IEnumerable<int> days)
    {
        var book = new BallotBook();
        foreach (var day in days) book.Enter(new BallotEntry(day, 1, (uint)day * Day, 5));
        return book;
    }

    private static IEnumerable<TrendBucket> Naive(BallotBook book, int width) => book.Timeline()
        .GroupBy(day => day.Day.DayNumber / width)
        .Select(
            days => new TrendBucket(
                DateOnly.FromDayNumber(days.Key * width), width, days.Sum(day => day.Count), days.Sum(day => day.HalfStarSum)));
}
