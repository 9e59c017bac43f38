using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.TwoFactor;

namespace Reviews.Application.Members;

/// <summary>The fields of an account, one by one as Identity asks for them. Nothing is kept before an update.</summary>
internal sealed partial class MemberStore :
    IUserPasswordStore<Member>, IUserEmailStore<Member>, IUserSecurityStampStore<Member>,
    IUserTwoFactorStore<Member>, IUserAuthenticatorKeyStore<Member>, IUserTwoFactorRecoveryCodeStore<Member>
{
    public Task<string> GetUserIdAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(MemberIds.Format(user.Id));

    public Task<string?> GetUserNameAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task SetUserNameAsync(Member user, string? userName, CancellationToken cancellationToken) => Set(() => user.UserName = userName);

    public Task<string?> GetNormalizedUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Member user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedUserName = normalizedName);

    public Task SetPasswordHashAsync(Member user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Member user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email);

    public Task<string?> GetEmailAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.Email);

    public Task<bool> GetEmailConfirmedAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);

    public Task SetEmailConfirmedAsync(Member user, bool confirmed, CancellationToken cancellationToken) =>
        Set(() => user.EmailConfirmed = confirmed);

    public async Task<Member?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        await FindAsync(normalizedEmail, account => account.NormalizedEmail);

    public Task<string?> GetNormalizedEmailAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Member user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedEmail = normalizedEmail);

    public Task SetSecurityStampAsync(Member user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetTwoFactorEnabledAsync(Member user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.TwoFactorEnabled = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Member user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorKey = key);

    public Task<string?> GetAuthenticatorKeyAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey);

    public Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = [.. recoveryCodes.Select(RecoveryCode.Hash)]);

    public Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken)
    {
        var left = user.RecoveryCodes.Where(unused => !RecoveryCode.IsOf(unused, code)).ToArray();
        var redeemed = left.Length < user.RecoveryCodes.Count;
        user.RecoveryCodes = left;
        return Task.FromResult(redeemed);
    }

    public Task<int> CountCodesAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.RecoveryCodes.Count);

    public void Dispose()
    {
        // Required by Identity's interface; a store over grains has nothing to dispose of.
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
