using Orleans.Concurrency;

namespace Reviews.Contracts.Names;

/// <summary>
/// The owner of a name: one grain per normalised email (<c>email:…</c>), display name (<c>name:…</c>) or the look of one
/// (<c>look:…</c>).
/// </summary>
/// <remarks>Claim here, write the name in the user grain under the claim, confirm here. A claim older than
/// <see cref="NameClaims.PendingTime"/> is verified with the user grain, so a crash between the steps locks nobody out.</remarks>
[Alias("reviews.INameGrain")]
public interface INameGrain : IGrainWithStringKey
{
    /// <summary>Claims the name; the claim's number, or null when someone else has it.</summary>
    [Alias("Claim")]
    Task<Guid?> ClaimAsync(long userId);

    /// <summary>Makes a claim permanent, once the user grain has written the name.</summary>
    [Alias("Confirm")]
    Task ConfirmAsync(long userId, Guid claim);

    /// <summary>Releases the name; does nothing when another owns it, or when the account still holds it.</summary>
    [Alias("Release")]
    Task ReleaseAsync(long userId);

    /// <summary>The owner, pending or confirmed; null when the name is free.</summary>
    [Alias("Owner"), AlwaysInterleave]
    Task<long?> OwnerAsync();
}

/// <summary>The keys and times of names.</summary>
public static class NameClaims
{
    /// <summary>After this a pending claim is verified with the user grain: 1 min.</summary>
    public static readonly TimeSpan PendingTime = TimeSpan.FromMinutes(1);

    /// <summary>The key of a normalised email.</summary>
    public static string Email(string normalizedEmail) => "email:" + normalizedEmail;

    /// <summary>The key of a normalised display name.</summary>
    public static string DisplayName(string normalizedName) => "name:" + normalizedName;

    /// <summary>The key of what a display name looks like.</summary>
    public static string Look(string look) => "look:" + look;
}
