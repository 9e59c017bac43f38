namespace Reviews.Contracts.Platform;

/// <summary>Asks the store for a durable write, at most once a second. Key: the asking node's silo, any number.</summary>
[Alias("reviews.IHealthGrain")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Answers when a small record was written; throws when the store can't.</summary>
    [Alias("Check")]
    Task CheckAsync();
}
