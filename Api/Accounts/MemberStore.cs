using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Reviews.Api.Accounts;

/// <summary>Identity's store: an account lives in its member's grain, and its names in name grains.</summary>
/// <remarks>A name is claimed first, then the account is written under the claim, then the claim is confirmed. A crash between any
/// two steps leaves a pending claim, which the name grain resolves by asking the account; see <see cref="INameGrain"/>.</remarks>
internal sealed partial class MemberStore(
    IGrainFactory grains, AccountNames names, IdentityErrorDescriber errors, TimeProvider time) : IUserStore<Member>
{
    /// <summary>Most characters of an e-mail: 254, as mail itself allows.</summary>
    public const int MaxEmailLength = 254;

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
        if (name.Length > MaxEmailLength || await names.OwnerAsync(NameClaims.Email(name)) is not { } owner) return null;
        return await AccountOf(owner).AccountAsync() is { } account && nameOf(account) == name ? Member.Of(account) : null;
    }

    private async Task<IdentityResult> PutAsync(Member user)
    {
        var account = user.ToAccount(Guid.NewGuid().ToString("N"), user.Kept?.CreatedAt ?? time.GetUtcNow());
        var (held, wanted) = (AccountNames.Of(user.Kept), AccountNames.Of(account));
        var name = NewName(held, wanted);
        var claim = name is null ? null : await names.ClaimAsync(name, user.Id);
        if (name is not null && claim is null) return Taken(user, account, name);

        if (!await AccountOf(user.Id).PutAccountAsync(account, user.Kept?.ConcurrencyStamp, claim))
        {
            if (name is not null) await names.ReleaseAsync(name, user.Id);
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }

        user.Kept = account;
        if (name is not null && claim is { } made) await names.ConfirmAsync(name, user.Id, made);
        await Task.WhenAll(held.Except(wanted).Select(dropped => names.ReleaseAsync(dropped, user.Id)));
        return IdentityResult.Success;
    }

    private static string? NewName(ImmutableHashSet<string> held, ImmutableHashSet<string> wanted)
    {
        var added = wanted.Except(held);
        return added.Count <= 1 ? added.SingleOrDefault() : throw new InvalidOperationException("An account takes one new name at a time.");
    }

    private IdentityResult Taken(Member user, MemberAccount account, string name)
    {
        if (name == account.DisplayNameKey) return IdentityResult.Failed(DisplayNames.Taken);
        return IdentityResult.Failed(user.Kept is null ? errors.DuplicateUserName(account.UserName) : errors.DuplicateEmail(account.Email ?? ""));
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
