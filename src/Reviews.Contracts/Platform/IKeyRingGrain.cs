using System.Collections.Immutable;

namespace Reviews.Contracts.Platform;

/// <summary>The Data Protection keys that all nodes share. One grain, key <see cref="Key"/>.</summary>
[Alias("reviews.IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>All keys, as XML elements.</summary>
    [Alias("Read")]
    Task<ImmutableArray<string>> ReadAsync();

    /// <summary>Adds one; returns when it is durable. At most <see cref="MaxElements"/>.</summary>
    [Alias("Add")]
    Task AddAsync(string element);

    /// <summary>Removes one, if it is there; returns when that is durable.</summary>
    [Alias("Remove")]
    Task RemoveAsync(string element);

    /// <summary>A key is created every 90 days: enough for centuries.</summary>
    const int MaxElements = 1_000;
}
