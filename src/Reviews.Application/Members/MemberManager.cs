using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Reviews.Application.Mail;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Members.Suspension;
using Reviews.Application.Members.TwoFactor;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Members;

/// <summary>
/// Identity's manager of accounts with the site's own rules in it. Pages, Identity's endpoints and ours all change accounts here, so that
/// an action needs the same proof, sends the same emails and ends the same sessions wherever it comes from.
/// </summary>
internal sealed class MemberManager(
    IUserStore<Member> store, IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher,
    IEnumerable<IUserValidator<Member>> memberRules, IEnumerable<IPasswordValidator<Member>> passwordRules,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Member>> logger,
    IHttpContextAccessor accessor, MemberSessions sessions, SecretTries tries, Outbox outbox, SuspendedAddressBook addresses,
    IGrainFactory grains, TimeProvider time)
    : UserManager<Member>(store, options, hasher, memberRules, passwordRules, normalizer, errors, services, logger)
{
    /// <summary>What a password is compared with where there is none.</summary>
    private static readonly string NobodysHash = new PasswordHasher<Member>().HashPassword(new Member(), "nobody's");

    /// <summary>How often the owner is told that an authenticator key was read: every 10 min, as long as a proof is valid.</summary>
    private static readonly TimeSpan KeyEmailWindow = FreshProof.Lifetime;

    private bool _endsAll;

    /// <summary>
    /// Sets a new password with the code from an email. Whoever reads the email is the owner, and whatever was set before may not be
    /// theirs: it is removed in the same write.
    /// </summary>
    public override async Task<IdentityResult> ResetPasswordAsync(Member user, string token, string newPassword)
    {
        _endsAll = true;
        (user.EmailConfirmed, user.Passkeys, user.TwoFactorEnabled) = (true, [], false);
        (user.AuthenticatorKey, user.RecoveryCodes, user.DeviceEpoch) = (null, [], Guid.NewGuid().ToString("N"));
        return await TellAsync(user, AccountEmails.PasswordReset, () => base.ResetPasswordAsync(user, token, newPassword));
    }

    /// <summary>Confirms the address with the code from an email; once.</summary>
    public override async Task<IdentityResult> ConfirmEmailAsync(Member user, string token) =>
        user.EmailConfirmed ? IdentityResult.Failed(ErrorDescriber.InvalidToken()) : await base.ConfirmEmailAsync(user, token);

    /// <summary>A code for the change to another address.</summary>
    public override Task<string> GenerateChangeEmailTokenAsync(Member user, string newEmail)
    {
        RequireProof(user);
        return base.GenerateChangeEmailTokenAsync(user, newEmail);
    }

    /// <summary>
    /// Changes the address with the code emailed to the new one. It is the user name as well, and both change in one write.
    /// </summary>
    public override async Task<IdentityResult> ChangeEmailAsync(Member user, string newEmail, string token)
    {
        if (!await VerifyUserTokenAsync(user, Options.Tokens.ChangeEmailTokenProvider, GetChangeEmailTokenPurpose(newEmail), token))
            return IdentityResult.Failed(ErrorDescriber.InvalidToken());
        await KeepIfSuspendedAsync(user);
        if (user.Email is { } old) user.Owed.Add(AccountEmails.AddressChanged(old));
        (user.UserName, user.Email, user.EmailConfirmed) = (newEmail, newEmail, true);
        return await TellAsync(user, AccountEmails.AddressIsNew, () => UpdateSecurityStampAsync(user));
    }

    /// <summary>A suspended member who changed their address could start over with the old one.</summary>
    private async Task KeepIfSuspendedAsync(Member user)
    {
        var status = await grains.GetGrain<IUserGrain>(user.Id).StatusAsync(user.SecurityStamp ?? "");
        if (status is { Suspension: not null } && user.NormalizedEmail is { } email) await addresses.KeepAsync(email, user.Id);
    }

    /// <summary>Whether it is the password. That takes as long where there is no account, or one without a password.</summary>
    public override async Task<bool> CheckPasswordAsync(Member? user, string password)
    {
        if (user?.PasswordHash is not null) return await base.CheckPasswordAsync(user, password);
        PasswordHasher.VerifyHashedPassword(user ?? new Member(), NobodysHash, password);
        return false;
    }

    /// <summary>Changes the password. Wrong old ones count.</summary>
    public override async Task<IdentityResult> ChangePasswordAsync(Member user, string currentPassword, string newPassword)
    {
        if (await tries.ProofAsync(user) is not { } tried) return IdentityResult.Failed(AccountMessages.LockedOut);
        var result = await TellAsync(
            user, AccountEmails.PasswordChanged, () => base.ChangePasswordAsync(user, currentPassword, newPassword));
        if (!result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch))) await tried.WasRightAsync();
        return result;
    }

    public override async Task<IdentityResult> SetTwoFactorEnabledAsync(Member user, bool enabled)
    {
        RequireProof(user);
        if (!enabled) (user.AuthenticatorKey, user.RecoveryCodes) = (null, []);
        if (enabled == user.TwoFactorEnabled) return await UpdateUserAsync(user);   // nothing to tell, and nobody to sign out
        return await TellAsync(
            user, enabled ? AccountEmails.TwoFactorTurnedOn : AccountEmails.TwoFactorTurnedOff,
            () => base.SetTwoFactorEnabledAsync(user, enabled));
    }

    /// <summary>
    /// A new key for an authenticator. While two-factor sign-in is off, it has no effect and signs nobody out.
    /// </summary>
    public override async Task<IdentityResult> ResetAuthenticatorKeyAsync(Member user)
    {
        RequireProof(user);
        if (user.TwoFactorEnabled)
            return await TellAsync(user, AccountEmails.AuthenticatorChanged, () => base.ResetAuthenticatorKeyAsync(user));
        user.AuthenticatorKey = GenerateNewAuthenticatorKey();
        return await UpdateUserAsync(user);
    }

    /// <summary>
    /// The key for an authenticator that is being set up, created if there is none. Once two-factor sign-in is on, it is never shown.
    /// Anyone who reads it can generate codes, so the owner is told: once in <see cref="KeyEmailWindow"/>.
    /// </summary>
    /// <returns>Null when it is on.</returns>
    public async Task<string?> ShowAuthenticatorKeyAsync(Member user)
    {
        if (user.TwoFactorEnabled) return null;
        RequireProof(user);
        if (user.AuthenticatorKey is null && !(await ResetAuthenticatorKeyAsync(user)).Succeeded) throw new AccountChangedException();
        var quota = grains.GetGrain<IQuotaGrain>($"key-letters/{MemberIds.Format(user.Id)}");
        if (user.Email is { } email && (await quota.TakeAsync(1, 1, KeyEmailWindow)).Permits > 0)
            await outbox.PostAsync(AccountEmails.AuthenticatorKeyShown(email));
        return user.AuthenticatorKey;
    }

    public override async Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(Member user, int number)
    {
        RequireProof(user);
        Owe(user, AccountEmails.NewRecoveryCodes);
        var codes = await base.GenerateNewTwoFactorRecoveryCodesAsync(user, number);
        if (codes is null) user.Owed.Clear();
        return codes;
    }

    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.New();

    /// <summary>Accepts a recovery code, once, whatever its case and whatever is between its letters.</summary>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(Member user, string code) =>
        base.RedeemTwoFactorRecoveryCodeAsync(user, RecoveryCode.Tidy(code));

    /// <summary>
    /// Adds a passkey, or records its use. One with the id of another is a new one: authenticators choose the id.
    /// </summary>
    public override async Task<IdentityResult> AddOrUpdatePasskeyAsync(Member user, UserPasskeyInfo passkey)
    {
        if (PasskeyRecords.IsOf(user, passkey)) return await base.AddOrUpdatePasskeyAsync(user, passkey);
        RequireProof(user);
        return await TellAsync(user, AccountEmails.PasskeyAdded, () => base.AddOrUpdatePasskeyAsync(user, passkey));
    }

    public override async Task<IdentityResult> RemovePasskeyAsync(Member user, byte[] credentialId)
    {
        RequireProof(user);
        return await TellAsync(user, AccountEmails.PasskeyRemoved, () => base.RemovePasskeyAsync(user, credentialId));
    }

    /// <summary>Writes the account. A new stamp ends all sessions but the one whose user has done it.</summary>
    protected override Task<IdentityResult> UpdateUserAsync(Member user)
    {
        user.KeptSession = _endsAll ? null : sessions.CurrentOf(user);
        return base.UpdateUserAsync(user);
    }

    /// <summary>A ticket alone is not enough for anything that opens or closes the account.</summary>
    /// <exception cref="FreshProofNeededException">The caller has not proved in the last minutes that they are the member.</exception>
    private void RequireProof(Member user)
    {
        var context = accessor.HttpContext;
        if (MemberIds.Of(context?.User) != user.Id || !FreshProof.IsFresh(context!.Features.Get<MemberStatus>(), time.GetUtcNow()))
            throw new FreshProofNeededException();
    }

    /// <summary>Has the owner told about an action, in the same write; a refused one is not worth telling.</summary>
    private static async Task<IdentityResult> TellAsync(Member user, Func<string, EmailMessage> letter, Func<Task<IdentityResult>> act)
    {
        Owe(user, letter);
        var result = await act();
        if (!result.Succeeded) user.Owed.Clear();
        return result;
    }

    private static void Owe(Member user, Func<string, EmailMessage> letter)
    {
        if (user.Email is { } email) user.Owed.Add(letter(email));
    }
}
