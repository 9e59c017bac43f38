namespace Reviews.Contracts.Platform;

/// <summary>How much of one quota is used up, across all nodes. Key: the quota and whose it is, such as <c>registrations/192.0.2.7</c>. In
/// memory: a new activation starts a new window.</summary>
[Alias("reviews.IQuotaGrain")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Takes permits for a node to give out, as many of those asked for as there are.</summary>
    /// <param name="permits">How many, from 1.</param>
    /// <param name="limit">Most permits in a window, from 1.</param>
    /// <param name="window">The window, which moves on in tenths.</param>
    [Alias("Take")]
    Task<QuotaGrant> TakeAsync(int permits, int limit, TimeSpan window);

    /// <summary>Begins anew, as if nothing had been taken.</summary>
    [Alias("Clear")]
    Task ClearAsync();
}

/// <summary>What a quota had left.</summary>
/// <param name="Permits">Permits taken; 0 when the quota is used up.</param>
/// <param name="RetryAfter">When there will be permits again, when there are none.</param>
/// <param name="Left">Permits that are left to take after these.</param>
[GenerateSerializer, Immutable, Alias("reviews.QuotaGrant")]
public sealed record QuotaGrant([property: Id(0)] int Permits, [property: Id(1)] TimeSpan RetryAfter, [property: Id(2)] int Left = 0);
