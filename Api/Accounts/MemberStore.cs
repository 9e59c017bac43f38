using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Domain.Emails;

namespace Reviews.Api.Accounts;

/// <summary>Identity's store: an account lives in its member's grain, and its names in name grains.</summary>
/// <remarks>Names are claimed first, then the account is written under the claims, then the claims are confirmed. A crash between any
/// two steps leaves pending claims, which their name grains resolve by asking the account; see <see cref="INameGrain"/>.</remarks>
internal sealed partial class MemberStore(
    IGrainFactory grains, AccountNames names, IdentityErrorDescriber errors, TimeProvider time) : IUserStore<Member>
{
    public async Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken)
    {
        user.Id = DrawId();
        user.DisplayName ??= DisplayNames.Given(user.Id);
        return await PutAsync(user);
    }

    public Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken) => PutAsync(user);

    /// <summary>Erasing a member is work across grains, not a row to delete.</summary>
    public Task<IdentityResult> DeleteAsync(Member user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted through Identity.");

    public async Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        MemberIds.TryParse(userId, out var id) && await AccountOf(id).AccountAsync() is { } account ? Member.Of(account) : null;

    public async Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await FindAsync(normalizedUserName, account => account.NormalizedUserName);

    private async Task<Member?> FindAsync(string name, Func<MemberAccount, string?> nameOf)
    {
        // No account has a longer one; a grain is not woken to learn that.
        if (name.Length > EmailRules.MaxBytes || await names.OwnerAsync(NameClaims.Email(name)) is not { } owner) return null;
        return await AccountOf(owner).AccountAsync() is { } account && nameOf(account) == name ? Member.Of(account) : null;
    }

    private async Task<IdentityResult> PutAsync(Member user)
    {
        var account = user.ToAccount(Guid.NewGuid().ToString("N"), user.Kept?.CreatedAt ?? time.GetUtcNow());
        if (LookToCatchUp(user) is not { } look) return await PutAsync(user, account);
        var result = await PutAsync(user, account with { DisplayNameLook = look });
        return result.Errors.Contains(DisplayNames.Taken) ? await PutAsync(user, account) : result;
    }

    /// <summary>
    /// The look of a name that was chosen when looks were not claimed; null when there is none to be claimed. Whoever has it by then keeps
    /// it, and the member their name.
    /// </summary>
    private static string? LookToCatchUp(Member user) =>
        user is { DisplayNameLook: null, DisplayNameKey: not null, DisplayName: { } name } ? DisplayNames.LookOf(name) : null;

    private async Task<IdentityResult> PutAsync(Member user, MemberAccount account)
    {
        var (held, wanted) = (AccountNames.Of(user.Kept), AccountNames.Of(account));
        var result = await PutNamedAsync(user, account, [.. wanted.Except(held).Order(StringComparer.Ordinal)]);
        if (!result.Succeeded) return result;
        (user.Kept, user.DisplayNameLook) = (account, account.DisplayNameLook);
        await names.ReleaseAllAsync(held.Except(wanted), user.Id);
        return result;
    }

    /// <summary>
    /// Writes the account under claims of all its new names. Claims that went before the account was written are made once more: the store
    /// may have come back without them.
    /// </summary>
    private async Task<IdentityResult> PutNamedAsync(Member user, MemberAccount account, ImmutableArray<string> added)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (claims, taken) = await names.ClaimAllAsync(added, user.Id);
            if (taken is not null) return Taken(user, account, taken);
            var result = await PutOrReleaseAsync(user, account, added, claims);
            if (result.Succeeded) await Task.WhenAll(added.Select((name, index) => names.ConfirmAsync(name, user.Id, claims[index])));
            else if (isFirst && !await names.OwnsAllAsync(added, user.Id)) continue;
            else await names.ReleaseAllAsync(added, user.Id);
            return result;
        }
    }

    /// <summary>Whoever gets no answer may begin again at once: of an account that was not written the names are free.</summary>
    private async Task<IdentityResult> PutOrReleaseAsync(
        Member user, MemberAccount account, ImmutableArray<string> added, ImmutableArray<Guid> claims)
    {
        try
        {
            return await PutAsync(user, account, claims);
        }
        catch
        {
            await names.ReleaseAllAsync(added, user.Id);
            throw;
        }
    }

    private async Task<IdentityResult> PutAsync(Member user, MemberAccount account, ImmutableArray<Guid> claims) =>
        await WriteAsync(account, user.Kept?.ConcurrencyStamp, claims)
            ? IdentityResult.Success
            : IdentityResult.Failed(errors.ConcurrencyFailure());

    /// <summary>Under one claim or none as earlier versions do.</summary>
    private Task<bool> WriteAsync(MemberAccount account, string? expectedStamp, ImmutableArray<Guid> claims) => claims switch
    {
        [] => AccountOf(account.UserId).PutAccountAsync(account, expectedStamp, null),
        [var claim] => AccountOf(account.UserId).PutAccountAsync(account, expectedStamp, claim),
        _ => AccountOf(account.UserId).PutNamedAccountAsync(account, expectedStamp, claims),
    };

    private IdentityResult Taken(Member user, MemberAccount account, string name)
    {
        if (name == account.DisplayNameKey || name == account.DisplayNameLook) return IdentityResult.Failed(DisplayNames.Taken);
        return IdentityResult.Failed(
            user.Kept is null ? errors.DuplicateUserName(account.UserName) : errors.DuplicateEmail(account.Email ?? ""));
    }

    private IUserGrain AccountOf(long userId) => grains.GetGrain<IUserGrain>(userId);

    private static long DrawId()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        while (true)
        {
            RandomNumberGenerator.Fill(bytes);
            if ((BitConverter.ToInt64(bytes) & long.MaxValue) is > 0 and var id) return id;
        }
    }
}
