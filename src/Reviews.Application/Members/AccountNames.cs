using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Reviews.Application.Members;

/// <summary>Claims and releases the names of accounts, so that no two accounts share one.</summary>
internal sealed partial class AccountNames(IGrainFactory grains, ILogger<AccountNames> logger)
{
    /// <summary>The keys of all names that an account holds: user name, email, chosen display name and its look.</summary>
    public static ImmutableHashSet<string> Of(MemberAccount? account)
    {
        if (account is null) return [];
        var names = ImmutableHashSet.Create(StringComparer.Ordinal, NameClaims.Email(account.NormalizedUserName));
        if (account.NormalizedEmail is { } email) names = names.Add(NameClaims.Email(email));
        if (account.DisplayNameKey is { } display) names = names.Add(display);
        return account.DisplayNameLook is { } look ? names.Add(look) : names;
    }

    public async Task<long?> OwnerAsync(string nameKey) => await grains.GetGrain<INameGrain>(nameKey).OwnerAsync();

    /// <summary>The claim's number; null when someone else has the name.</summary>
    public Task<Guid?> ClaimAsync(string nameKey, long userId) => grains.GetGrain<INameGrain>(nameKey).ClaimAsync(userId);

    /// <summary>Claims several names, or none of them.</summary>
    /// <returns>The claims' numbers, or the name that someone else has.</returns>
    public async Task<(ImmutableArray<Guid> Claims, string? Taken)> ClaimAllAsync(ImmutableArray<string> nameKeys, long userId)
    {
        var claims = ImmutableArray<Guid>.Empty;
        foreach (var key in nameKeys)
        {
            if (await ClaimAsync(key, userId) is { } claim)
            {
                claims = claims.Add(claim);
                continue;
            }

            await ReleaseAllAsync(nameKeys[..claims.Length], userId);
            return ([], key);
        }

        return (claims, null);
    }

    /// <summary>Whether the member still has all of them: the store may have come back without a claim.</summary>
    public async Task<bool> OwnsAllAsync(ImmutableArray<string> nameKeys, long userId)
    {
        foreach (var key in nameKeys)
            if (await OwnerAsync(key) != userId) return false;
        return true;
    }

    /// <summary>Whether an account other than the member's holds such a display name.</summary>
    public async Task<bool> IsHeldByOthersAsync(string nameKey, long userId) =>
        await OwnerAsync(nameKey) is { } owner && owner != userId
        && Of(await grains.GetGrain<IUserGrain>(owner).AccountAsync()).Contains(nameKey);

    public Task ReleaseAllAsync(IEnumerable<string> nameKeys, long userId) =>
        Task.WhenAll(nameKeys.Select(key => ReleaseAsync(key, userId)));

    /// <summary>
    /// After the account has the name. If the name grain can't be told, it asks the account by itself when the claim is old.
    /// </summary>
    public async Task ConfirmAsync(string nameKey, long userId, Guid claim)
    {
        try
        {
            await grains.GetGrain<INameGrain>(nameKey).ConfirmAsync(userId, claim);
        }
        catch (Exception exception)
        {
            LogNotConfirmed(userId, exception);
        }
    }

    /// <summary>After the account no longer has the name, or never got it.</summary>
    public async Task ReleaseAsync(string nameKey, long userId)
    {
        try
        {
            await grains.GetGrain<INameGrain>(nameKey).ReleaseAsync(userId);
        }
        catch (Exception exception)
        {
            LogNotReleased(userId, exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Member {UserId}: a name could not be confirmed; the name grain will ask the account.")]
    private partial void LogNotConfirmed(long userId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Member {UserId}: a name that is no longer used could not be released.")]
    private partial void LogNotReleased(long userId, Exception exception);
}
