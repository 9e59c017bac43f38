namespace Reviews.Contracts.Platform;

/// <summary>How averages are weighted: <c>(v·R + m·C)/(v + m)</c>. One grain, key <see cref="Key"/>.</summary>
[Alias("reviews.IRatingMethodGrain")]
public interface IRatingMethodGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>The current method; C is recalculated from the shards when it is over an hour old.</summary>
    [Alias("Get")]
    Task<RatingMethod> GetAsync();
}

/// <summary>The inputs of the weighted score.</summary>
/// <param name="MinimumVotes">m: how many votes of the overall mean every film starts with.</param>
/// <param name="OverallMean">C: the mean of all votes, in stars, 0.5 to 5.</param>
/// <param name="Revision">Grows by one with every change of m or C.</param>
[GenerateSerializer, Immutable, Alias("reviews.RatingMethod")]
public sealed record RatingMethod(
    [property: Id(0)] double MinimumVotes, [property: Id(1)] double OverallMean, [property: Id(2)] int Revision)
{
    /// <summary>The method used until one has been calculated: 25 votes at the middle of the scale, 2.75 stars. Revision 0.</summary>
    public static RatingMethod Unheard { get; } = new(25, 2.75, 0);
}
