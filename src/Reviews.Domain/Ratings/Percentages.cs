using System.Collections.Immutable;

namespace Reviews.Domain.Ratings;

/// <summary>Parts of a whole in whole percentages that add up to 100, as people expect.</summary>
public static class Percentages
{
    /// <summary>
    /// Rounds by the largest remainder (Hamilton's method): each part is rounded down, and what is missing from 100 goes, one each, to the
    /// parts that lost most; ties go to the first.
    /// </summary>
    /// <param name="counts">The parts, each 0 or more.</param>
    /// <returns>As many numbers from 0 to 100; all 0 when the whole is 0.</returns>
    public static ImmutableArray<int> Of(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var count in counts) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));

        var whole = counts.Sum(count => (long)count);
        if (whole == 0) return [.. counts];

        var percents = counts.Select(count => (int)(100L * count / whole)).ToArray();
        // a stable sort: ties keep their order
        var byLoss = Enumerable.Range(0, counts.Count).OrderByDescending(part => 100L * counts[part] % whole);
        foreach (var part in byLoss.Take(100 - percents.Sum())) percents[part]++;
        return [.. percents];
    }
}
