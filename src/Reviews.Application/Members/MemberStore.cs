using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Reviews.Application.Mail;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Domain.Emails;

namespace Reviews.Application.Members;

/// <summary>Identity's store: an account lives in its member's grain, and its names in name grains.</summary>
/// <remarks>Names are claimed first, then the account is written under the claims, then the claims are confirmed. A crash between any
/// two steps leaves pending claims, which their name grains resolve by asking the account; see <see cref="INameGrain"/>.</remarks>
internal sealed partial class MemberStore(
    IGrainFactory grains, AccountNames names, Outbox outbox, IdentityErrorDescriber errors, TimeProvider time) : IUserStore<Member>
{
    public async Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken)
    {
        user.Id = DrawId();
        user.DisplayName ??= DisplayNames.Given(user.Id);
        return await PutAsync(user);
    }

    public Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken) => PutAsync(user);

    /// <summary>Erasing a member is work across grains, not deleting a row.</summary>
    public Task<IdentityResult> DeleteAsync(Member user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted through Identity.");

    public async Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        MemberIds.TryParse(userId, out var id) && await AccountOf(id).AccountAsync() is { } account ? Member.Of(account) : null;

    public async Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await FindAsync(normalizedUserName, account => account.NormalizedUserName);

    private async Task<Member?> FindAsync(string name, Func<MemberAccount, string?> nameOf)
    {
        // No account has a longer one; a grain is not woken to learn that.
        if (name.Length > EmailRules.MaxBytes) return null;
        var key = NameClaims.Email(name);
        if (await names.OwnerAsync(key) is { } owner)
            return await AccountOf(owner).AccountAsync() is { } account && nameOf(account) == name ? Member.Of(account) : null;
        await names.OwnerAsync(key);   // so that nobody tells by the time whether there is an account to be read
        return null;
    }

    private async Task<IdentityResult> PutAsync(Member user)
    {
        var write = new AccountWrite(
            user.ToAccount(Guid.NewGuid().ToString("N"), user.Kept?.CreatedAt ?? time.GetUtcNow()), user.Kept?.ConcurrencyStamp)
        {
            Letters = [.. user.Owed.Select(outbox.Close)], KeptSession = user.KeptSession,
        };
        if (LookToAdd(user) is not { } look) return await PutAsync(user, write);
        var result = await PutAsync(user, write with { Account = write.Account with { DisplayNameLook = look } });
        return result.Errors.Contains(DisplayNames.Taken) ? await PutAsync(user, write) : result;
    }

    /// <summary>
    /// The look of a name that was chosen when looks were not claimed; null when there is none to be claimed. Whoever has it by then keeps
    /// it, and the member their name.
    /// </summary>
    private static string? LookToAdd(Member user) =>
        user is { DisplayNameLook: null, DisplayNameKey: not null, DisplayName: { } name } ? DisplayNames.LookOf(name) : null;

    private async Task<IdentityResult> PutAsync(Member user, AccountWrite write)
    {
        var (held, wanted) = (AccountNames.Of(user.Kept), AccountNames.Of(write.Account));
        var result = await PutNamedAsync(user, write, [.. wanted.Except(held).Order(StringComparer.Ordinal)]);
        if (!result.Succeeded) return result;
        if (!write.Letters.IsEmpty) outbox.Ring();
        user.Owed.Clear();
        (user.Kept, user.DisplayNameLook, user.KeptSession) = (write.Account, write.Account.DisplayNameLook, null);
        await names.ReleaseAllAsync(held.Except(wanted), user.Id);
        return result;
    }

    /// <summary>
    /// Writes the account under claims of all its new names. Claims that were lost before the account was written are made again: the store
    /// may have come back without them.
    /// </summary>
    private async Task<IdentityResult> PutNamedAsync(Member user, AccountWrite write, ImmutableArray<string> added)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (claims, taken) = await names.ClaimAllAsync(added, user.Id);
            if (taken is not null) return Taken(user, write.Account, taken);
            var isWritten = await WriteOrReleaseAsync(write with { Claims = claims }, added);
            if (isWritten) await Task.WhenAll(added.Select((name, index) => names.ConfirmAsync(name, user.Id, claims[index])));
            else if (isFirst && !await names.OwnsAllAsync(added, user.Id)) continue;
            else await names.ReleaseAllAsync(added, user.Id);
            return isWritten ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
        }
    }

    /// <summary>Whoever gets no answer can start again at once: the names of an account that was not written are free.</summary>
    private async Task<bool> WriteOrReleaseAsync(AccountWrite write, ImmutableArray<string> added)
    {
        try
        {
            return await AccountOf(write.Account.UserId).WriteAccountAsync(write);
        }
        catch
        {
            await names.ReleaseAllAsync(added, write.Account.UserId);
            throw;
        }
    }

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
