using System.Collections.Immutable;

namespace Reviews.Domain.Ballots;

/// <summary>A film's votes over time, in a few buckets of equal width: enough for a chart, whatever the film's age.</summary>
public static class Trend
{
    /// <summary>Maximum buckets: 64.</summary>
    public const int MaxBuckets = 64;

    // In days. From 7 on, a bucket starts on a Monday; the widest covers the whole range of 32-bit seconds.
    private static readonly int[] Widths = [1, 2, 7, 14, 28, 56, 112, 224, 448, 896];

    /// <summary>Sums the days into buckets of the smallest width that fits. A bucket's first day depends on the width alone, so that a
    /// chart does not shift from one day to the next; buckets without votes are left out.</summary>
    internal static ImmutableArray<TrendBucket> Of(ReadOnlySpan<DayTally> days)
    {
        if (days.IsEmpty)
            return [];

        var (first, last) = (days[0].Date.DayNumber, days[^1].Date.DayNumber);
        var width = Array.Find(Widths, width => (last / width) - (first / width) < MaxBuckets);
        var buckets = ImmutableArray.CreateBuilder<TrendBucket>(Math.Min(days.Length, MaxBuckets));
        foreach (var day in days)
        {
            var start = DateOnly.FromDayNumber(day.Date.DayNumber / width * width);
            if (buckets.Count > 0 && buckets[^1] is var open && open.Start == start)
                buckets[^1] = open with { Count = open.Count + day.Count, HalfStarSum = open.HalfStarSum + day.HalfStarSum };
            else
                buckets.Add(new TrendBucket(start, width, day.Count, day.HalfStarSum));
        }

        return buckets.DrainToImmutable();
    }
}

/// <summary>The standing votes that were cast within a number of consecutive days.</summary>
/// <param name="Start">The first UTC day.</param>
/// <param name="Days">How many days.</param>
/// <param name="Count">How many votes; at least 1.</param>
/// <param name="HalfStarSum">Their sum in half stars.</param>
public readonly record struct TrendBucket(DateOnly Start, int Days, int Count, long HalfStarSum);
