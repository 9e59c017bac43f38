namespace Reviews.Contracts.Moderation;

/// <summary>The addresses of members who were suspended when they erased themselves, as keyed hashes, until their suspensions end. One
/// grain, key <see cref="Key"/>.</summary>
[Alias("reviews.ISuspendedAddressGrain")]
public interface ISuspendedAddressGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>Maximum addresses: 100,000. The oldest are dropped.</summary>
    const int MaxAddresses = 100_000;

    /// <summary>
    /// The secret that the hashes are keyed with, encrypted by the caller that generated it; the offered one if there is none yet.
    /// </summary>
    [Alias("Secret")]
    Task<string> SecretAsync(string offered);

    /// <summary>Keeps an address; returns when that is durable.</summary>
    /// <param name="hash">The address, hashed.</param>
    /// <param name="userId">The suspended member.</param>
    [Alias("Keep")]
    Task KeepAsync(string hash, long userId);

    /// <summary>Whether the address is on the list.</summary>
    [Alias("IsKept")]
    Task<bool> IsKeptAsync(string hash);

    /// <summary>Forgets the addresses of a member; returns when that is durable.</summary>
    [Alias("Forget")]
    Task ForgetAsync(long userId);
}
