using Reviews.Domain.Ballots;

namespace Domain.Tests.Fixtures;

/// <summary>Compares everything a ballot book tells with what the naive one tells.</summary>
internal static class BookAssert
{
    public static void Same(NaiveBook expected, BallotBook actual)
    {
        var entries = expected.Entries.ToArray();
        Assert.Equal(entries, actual.Entries().OrderBy(entry => entry.MemberId));
        Assert.Equal(entries.Length, actual.Count);
        Assert.All(entries, entry => Assert.True(actual.TryGet(entry.MemberId, out var found) && found == entry));

        var histogram = expected.Histogram();
        Assert.Equal(histogram, actual.Scorecard.Histogram);
        Assert.Equal(histogram.Sum(), actual.Scorecard.Count);
        Assert.Equal(histogram.Select((votes, bar) => votes * (bar + 1L)).Sum(), actual.Scorecard.HalfStarSum);
        Assert.Equal(actual.Scorecard, actual.Recount());

        Assert.Equal(expected.Timeline(), actual.Timeline());
        Assert.Equal(entries.Count(entry => entry.HalfStars > 0), actual.RecountAll().Count);
        Assert.Equal(expected.Windows, actual.Windows);
        Assert.Equal(expected.Windows.Select(window => (window, expected.Standing.Count(entry => window.Covers(entry.CastAt)))),
            actual.ReadWindows());
        Assert.Equal(expected.Surges(2), actual.ReadSurges(2));
        Assert.Equal(expected.Version, actual.Version);
    }
}
