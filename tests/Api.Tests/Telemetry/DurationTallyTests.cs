using Reviews.Telemetry.Nodes;

namespace Reviews.Api.Tests.Telemetry;

/// <summary>Counting durations in little room.</summary>
public sealed class DurationTallyTests
{
    [Theory]
    [InlineData(0.5, 0.050)]
    [InlineData(0.99, 0.099)]
    [InlineData(1, 0.1)]
    public void Within_OfAHundredDurations_IsAtMostAFifthTooLong(double part, double right)
    {
        var tally = new DurationTally();
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++) tally.Count(milliseconds / 1_000.0);
        var counts = tally.Take();
        Assert.Equal(100, counts.Total);
        Assert.InRange(counts.Within(part), right, right * 1.2);
    }

    [Theory]
    [InlineData(0, 0.00005)]
    [InlineData(0.00005, 0.00005)]
    [InlineData(1_000_000, 90)]
    public void Count_OfWhatNoSizeFits_CountsAsTheNearest(double seconds, double nearest)
    {
        var tally = new DurationTally();
        tally.Count(seconds);
        Assert.InRange(tally.Take().Within(0.5), nearest / 1.1, nearest * 1.1);
    }

    [Fact]
    public void Take_Twice_StartsAnew()
    {
        var tally = new DurationTally();
        tally.Count(1);
        tally.Take();
        var again = tally.Take();
        Assert.Equal(0, again.Total);
        Assert.Equal(0, again.Within(0.99));
    }
}
