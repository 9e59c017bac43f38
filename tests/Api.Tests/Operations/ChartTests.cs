using System.Globalization;
using Reviews.Web.Operations;

namespace Reviews.Api.Tests.Operations;

/// <summary>The small drawings, and what they say to those who don't see them.</summary>
public sealed class ChartTests
{
    [Fact]
    public void Line_OfValues_GoesFromTheGroundToTheTop()
    {
        var chart = Draw(0, 5, 10);
        Assert.Equal("M0 62L150 32L300 2", chart.Line);
        Assert.Equal("M0 62L150 32L300 2V64H0Z", chart.Ground);
    }

    [Fact]
    public void Line_WhereNobodyReported_IsBroken()
    {
        Assert.Equal("M0 32L100 2M300 62h1", Draw(5, 10, null, 0).Line);
    }

    [Fact]
    public void Line_OfNothing_IsEmpty()
    {
        Assert.Equal("", Draw(null, null).Line);
        Assert.Equal("", Draw().Line);
    }

    [Fact]
    public void Line_OfZeros_StaysOnTheGround()
    {
        Assert.Equal("M0 62L300 62", Draw(0, 0).Line);
    }

    [Fact]
    public void Alternative_SaysNowHighestAndLowest()
    {
        Assert.Equal("Votes, the last 5 minutes: now 3, highest 9, lowest 1.", Draw(9, 1, null, 3).Alternative);
        Assert.Equal("Votes: nothing was reported in the last 5 minutes.", Draw(null, null).Alternative);
        Assert.Equal("–", Draw(9, null).Now);
    }

    [Theory]
    [InlineData(0, "–")]
    [InlineData(0.00062, "0.62 ms")]
    [InlineData(0.018, "18 ms")]
    [InlineData(1.26, "1.3 s")]
    public void Time_OfSeconds_IsShort(double seconds, string text) => Assert.Equal(text, OpsFormat.Time(seconds));

    [Theory]
    [InlineData("00:00:45", "45 s")]
    [InlineData("00:12:30", "12 min")]
    [InlineData("03:20:00", "3 h 20 min")]
    [InlineData("2.04:00:00", "2 d 4 h")]
    [InlineData("-00:00:01", "0 s")]
    public void Age_OfASpan_IsShort(string span, string text) =>
        Assert.Equal(text, OpsFormat.Age(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.44, "0.4")]
    [InlineData(12.6, "13")]
    [InlineData(1204, "1,204")]
    public void Rate_OfANumber_IsShort(double rate, string text) => Assert.Equal(text, OpsFormat.Rate(rate));

    private static Chart Draw(params double?[] values) => new("Votes", values, value => value.ToString(CultureInfo.InvariantCulture));
}
