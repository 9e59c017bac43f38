namespace Reviews.Domain.Ratings;

/// <summary>
/// The Bayesian mean <c>(v·R + m·C)/(v + m)</c>: a film starts with m votes of the overall mean C, so that three enthusiasts
/// do not lead the list. v is the film's number of votes, R their mean.
/// </summary>
public static class WeightedMean
{
    /// <summary>The weighted mean in stars, rounded once to 4 decimals, halves away from zero.</summary>
    /// <param name="halfStarSum">The sum of the film's votes, in half stars.</param>
    /// <param name="count">v: how many votes the film has.</param>
    /// <param name="minimumVotes">m: 0 or more votes.</param>
    /// <param name="overallMean">C: in stars, 0.5 to 5.</param>
    /// <returns>C itself when the film has no vote, also when m is 0.</returns>
    public static decimal Of(long halfStarSum, long count, double minimumVotes, double overallMean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(halfStarSum);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumVotes);

        var (m, c) = ((decimal)minimumVotes, (decimal)overallMean);
        return Mean.Round(count == 0 ? c : (halfStarSum / 2m + m * c) / (count + m));
    }
}
