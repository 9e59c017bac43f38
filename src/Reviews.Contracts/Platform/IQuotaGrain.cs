namespace Reviews.Contracts.Platform;

/// <summary>How much of one quota is used up, across all nodes. Key: the quota and its holder, such as <c>registrations/192.0.2.7</c>. In
/// memory: a new activation starts a new window.</summary>
[Alias("reviews.IQuotaGrain")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Takes permits for a node to hand out: as many of those requested as are left.</summary>
    /// <param name="permits">How many, from 1.</param>
    /// <param name="limit">Maximum permits in a window, from 1.</param>
    /// <param name="window">The window, which slides in tenths.</param>
    [Alias("Take")]
    Task<QuotaGrant> TakeAsync(int permits, int limit, TimeSpan window);

    /// <summary>Starts over, as if nothing had been taken.</summary>
    [Alias("Clear")]
    Task ClearAsync();
}

/// <summary>What a quota had left.</summary>
/// <param name="Permits">Permits taken; 0 when the quota is used up.</param>
/// <param name="RetryAfter">When permits will be available again, if there are none now.</param>
/// <param name="Left">Permits left after these.</param>
[GenerateSerializer, Immutable, Alias("reviews.QuotaGrant")]
public sealed record QuotaGrant([property: Id(0)] int Permits, [property: Id(1)] TimeSpan RetryAfter, [property: Id(2)] int Left = 0);
