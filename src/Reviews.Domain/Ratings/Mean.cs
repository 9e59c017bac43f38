namespace Reviews.Domain.Ratings;

/// <summary>The plain average of votes, in stars.</summary>
public static class Mean
{
    /// <summary>Decimals of every average that is shown: 4.</summary>
    public const int Decimals = 4;

    /// <summary>
    /// The exact mean in stars (0.5 to 5), rounded once to 4 decimals, halves away from zero; null when there is no vote.
    /// </summary>
    /// <param name="halfStarSum">The sum of all votes, in half stars.</param>
    /// <param name="count">How many votes.</param>
    public static decimal? Of(long halfStarSum, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(halfStarSum);
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        // A quotient of two such numbers that is not a midpoint is farther from one than the 28-digit precision of a decimal could blur.
        return count == 0 ? null : Round(halfStarSum / (2m * count));
    }

    internal static decimal Round(decimal stars) => Math.Round(stars, Decimals, MidpointRounding.AwayFromZero);
}
