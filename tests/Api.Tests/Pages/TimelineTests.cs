using System.Collections.Immutable;
using System.Globalization;
using Reviews.Contracts.Films;
using Reviews.Web.Films;

namespace Reviews.Api.Tests.Pages;

public sealed class TimelineTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly FilmRating Unrated = FilmRating.None("film");

    /// <summary>It has the place of the first vote's chart already.</summary>
    [Fact]
    public void Of_NoVotes_IsAnEmptyChartOfTheSameDays()
    {
        var timeline = Timeline.Of(Unrated, Today);
        Assert.True(timeline.IsEmpty);
        Assert.Equal((Today.AddDays(-13), Today, 1), (timeline.FirstDay, timeline.LastDay, timeline.DaysABar));
        Assert.Equal(("", "", "No ratings yet."), (timeline.Bars, timeline.Line, timeline.Alternative));
        Assert.Equal(0, timeline.Version);
    }

    /// <summary>An answer to a vote brings no trend: the chart is of the votes before it, and says so.</summary>
    [Fact]
    public void Version_VotesHeardOfBeforeTheirTrend_IsTheTrends()
    {
        var charted = Rated(version: 3, new TrendPoint(Today, 1, 1, 7));
        var voted = Rated(version: 4) with { Count = 2 };
        Assert.Equal(-1, Timeline.Of(voted, Today).Version);
        Assert.Equal(3, Timeline.Of(voted.WithTrendOf(charted), Today).Version);
        Assert.Equal(3, Timeline.Of((Rated(version: 5) with { Count = 3 }).WithTrendOf(voted.WithTrendOf(charted)), Today).Version);
        Assert.Equal(3, Timeline.Of(charted, Today).Version);
    }

    /// <summary>A single day is one bar at the right end, not a wall.</summary>
    [Fact]
    public void Of_OneDay_IsOneBarOfFourteen()
    {
        var timeline = Draw(new TrendPoint(Today, 1, 4, 28));
        Assert.Equal((Today.AddDays(-13), Today), (timeline.FirstDay, timeline.LastDay));
        Assert.Equal("M935.7 200V0H992.9V200Z", timeline.Bars);
        Assert.Equal("M928.6 60H1000", timeline.Line);
    }

    [Fact]
    public void Of_SomeWeeks_AverageIsOfAllVotesUntilThen()
    {
        var timeline = Draw(new TrendPoint(Today.AddDays(-140), 7, 1, 10), new TrendPoint(Today.AddDays(-7), 7, 3, 6));
        Assert.Equal([5m, 2m], timeline.Steps.Select(step => step.Average));
        Assert.Equal(3, timeline.MostVotes);
        Assert.Equal(Today.AddDays(-140), timeline.FirstDay);
        Assert.Equal(
            "4 ratings from 6 July 2026 to 22 November 2026. The average was 5.00 at first, and is 2.00 now.", timeline.Alternative);
    }

    /// <summary>A bar that stands for a week may reach beyond today.</summary>
    [Fact]
    public void LastDay_WeekUnderWay_IsToday() => Assert.Equal(Today, Draw(new TrendPoint(Today.AddDays(-1), 7, 1, 10)).LastDay);

    [Fact]
    public void Of_AnyTrend_StaysWithinTheDrawing()
    {
        var timeline = Draw(
            [.. Enumerable.Range(0, 64).Select(step => new TrendPoint(Today.AddDays(7 * (step - 63)), 7, 1 + (step % 5), 10))]);
        var numbers = string.Join(' ', timeline.Bars, timeline.Line).Split(
            ['M', 'L', 'H', 'V', 'Z', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => decimal.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        Assert.All(numbers, number => Assert.InRange(number, 0, Timeline.Width));
        Assert.Equal(64, timeline.Bars.Count(letter => letter == 'M'));
    }

    [Fact]
    public void Of_MarkedTimes_AreBandsOnTheChartAndAtLeastAHairWide()
    {
        var noon = (uint)(Today.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400 + 43_200;
        ImmutableArray<SurgeAnnotation> marks =
        [
            new(RatingMarkKind.Surge, noon, noon + 3_600, 25),
            new(RatingMarkKind.Excluded, noon - (4 * 86_400), noon - (2 * 86_400), 7),
            new(RatingMarkKind.Excluded, 0, 3_600, 0),
        ];
        var timeline = Timeline.Of(Rated(1, new TrendPoint(Today, 1, 4, 28)) with { Marks = marks }, Today);

        Assert.Equal("M964.3 0H970.3V200H964.3Z", timeline.SurgeBands);
        Assert.Equal("M678.6 0H821.4V200H678.6Z", timeline.ExcludedBands);
        Assert.Equal(
            [
                "An unusual number of new accounts rated this film on 23 November 2026, 12:00 to 13:00 UTC: 25 ratings.",
                "Moderators excluded 7 ratings from 19 November 2026, 12:00 to 21 November 2026, 12:00 UTC: they don’t count.",
                "Moderators excluded 1 January 1970, 00:00 to 01:00 UTC: no ratings from that time count.",
            ],
            timeline.Notes.Select(note => note.Sentence));
    }

    private static Timeline Draw(params ImmutableArray<TrendPoint> trend) => Timeline.Of(Rated(1, trend), Today);

    private static FilmRating Rated(long version, params ImmutableArray<TrendPoint> trend) =>
        Unrated with { Version = version, Count = trend.Sum(point => point.Count), Trend = trend };
}
