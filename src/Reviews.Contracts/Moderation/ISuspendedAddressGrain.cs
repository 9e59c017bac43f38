namespace Reviews.Contracts.Moderation;

/// <summary>The addresses of members who were suspended when they erased themselves, as keyed hashes, until their suspensions end. One
/// grain, key <see cref="Key"/>.</summary>
[Alias("reviews.ISuspendedAddressGrain")]
public interface ISuspendedAddressGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>Most addresses: 100,000. The oldest make room.</summary>
    const int MaxAddresses = 100_000;

    /// <summary>
    /// The secret that the hashes are made with, protected by whoever drew it; the one that is offered when there is none yet.
    /// </summary>
    [Alias("Secret")]
    Task<string> SecretAsync(string offered);

    /// <summary>Keeps an address; answers when that is durable.</summary>
    /// <param name="hash">The address, hashed.</param>
    /// <param name="userId">The member whose suspension it is.</param>
    [Alias("Keep")]
    Task KeepAsync(string hash, long userId);

    /// <summary>Whether the address is kept.</summary>
    [Alias("IsKept")]
    Task<bool> IsKeptAsync(string hash);

    /// <summary>Forgets the addresses of a member; answers when that is durable.</summary>
    [Alias("Forget")]
    Task ForgetAsync(long userId);
}
