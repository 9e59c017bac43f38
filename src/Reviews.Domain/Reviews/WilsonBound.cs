namespace Reviews.Domain.Reviews;

/// <summary>A lower bound on how helpful a review is, judging by the votes so far.</summary>
public static class WilsonBound
{
    /// <summary>For a two-sided 95 % interval.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The lower bound of the Wilson score interval for the share of <paramref name="helpful"/> votes among all; 0 when there are
    /// none. One of one says less (0.21) than 80 of 100 (0.71). Wilson, J. Am. Stat. Assoc. 22 (1927).</summary>
    public static double Lower(int helpful, int unhelpful)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(helpful);
        ArgumentOutOfRangeException.ThrowIfNegative(unhelpful);
        if (helpful == 0) return 0;
        double n = (double)helpful + unhelpful;
        var share = helpful / n;
        var spread = Z * Math.Sqrt((share * (1 - share) + Z * Z / (4 * n)) / n);
        return Math.Max(0, (share + Z * Z / (2 * n) - spread) / (1 + Z * Z / n));
    }
}
