using System.Collections.Immutable;

namespace Reviews.Domain.Ratings;

/// <summary>Parts of a whole in whole percent that sum to 100, as people expect.</summary>
public static class Percentages
{
    /// <summary>
    /// Rounds by the largest remainder (Hamilton's method): each part is cut to whole percent, and what is missing from 100 is given, one
    /// each, to the parts that lost most; the first of equal ones.
    /// </summary>
    /// <param name="counts">The parts, each 0 or more.</param>
    /// <returns>As many numbers of 0 to 100; all 0 when the whole is nothing.</returns>
    public static ImmutableArray<int> Of(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var count in counts) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));

        var whole = counts.Sum(count => (long)count);
        if (whole == 0) return [.. counts];

        var percents = counts.Select(count => (int)(100L * count / whole)).ToArray();
        // keeps the order of equal ones
        var byLoss = Enumerable.Range(0, counts.Count).OrderByDescending(part => 100L * counts[part] % whole);
        foreach (var part in byLoss.Take(100 - percents.Sum())) percents[part]++;
        return [.. percents];
    }
}
