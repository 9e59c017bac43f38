namespace Reviews.Contracts.Platform;

/// <summary>Checks that the store can write durably, at most once a second. Key: the asking node's silo, any number.</summary>
[Alias("reviews.IHealthGrain")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Returns when a small record was written; throws when the store can't write it.</summary>
    [Alias("Check")]
    Task CheckAsync();
}
