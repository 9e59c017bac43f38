using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Reviews.Api.Accounts.Mails;
using Reviews.Api.Accounts.Proof;
using Reviews.Api.Accounts.Sessions;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Accounts.TwoFactor;
using Reviews.Api.Mail;
using Reviews.Contracts.Members;

namespace Reviews.Api.Accounts;

/// <summary>
/// Identity's manager of accounts with the site's own rules in it. Pages, Identity's endpoints and ours all change accounts here, so that
/// an act has the same proof, the same letters and ends the same sessions by whatever door it comes.
/// </summary>
internal sealed class MemberManager(
    IUserStore<Member> store, IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher,
    IEnumerable<IUserValidator<Member>> memberRules,
    IEnumerable<IPasswordValidator<Member>> passwordRules, ILookupNormalizer normalizer, IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Member>> logger, IHttpContextAccessor accessor, MemberSessions sessions, SecretTries tries, Outbox outbox,
    TimeProvider time)
    : UserManager<Member>(store, options, hasher, memberRules, passwordRules, normalizer, errors, services, logger)
{
    private bool _endsAll;

    /// <summary>
    /// Sets a new password by the code of a mail. Whoever reads the mail is the owner, and whatever was set before may not be theirs: it
    /// goes, with the same write.
    /// </summary>
    public override async Task<IdentityResult> ResetPasswordAsync(Member user, string token, string newPassword)
    {
        _endsAll = true;
        (user.EmailConfirmed, user.Passkeys, user.TwoFactorEnabled, user.AuthenticatorKey,
            user.RecoveryCodes) = (true, [], false, null, []);
        return await TellAsync(base.ResetPasswordAsync(user, token, newPassword), user, AccountLetters.PasswordReset);
    }

    /// <summary>Confirms the address by the code of a mail; once.</summary>
    public override async Task<IdentityResult> ConfirmEmailAsync(Member user, string token) =>
        user.EmailConfirmed ? IdentityResult.Failed(ErrorDescriber.InvalidToken()) : await base.ConfirmEmailAsync(user, token);

    /// <summary>A code for the change to another address.</summary>
    public override Task<string> GenerateChangeEmailTokenAsync(Member user, string newEmail)
    {
        RequireProof(user);
        return base.GenerateChangeEmailTokenAsync(user, newEmail);
    }

    /// <summary>
    /// Changes the address by the code of a mail to the new one. It is the user name as well, and both change in one write.
    /// </summary>
    public override async Task<IdentityResult> ChangeEmailAsync(Member user, string newEmail, string token)
    {
        if (!await VerifyUserTokenAsync(user, Options.Tokens.ChangeEmailTokenProvider, GetChangeEmailTokenPurpose(newEmail), token))
            return IdentityResult.Failed(ErrorDescriber.InvalidToken());
        var old = user.Email;
        (user.UserName, user.Email, user.EmailConfirmed) = (newEmail, newEmail, true);
        var result = await UpdateSecurityStampAsync(user);
        if (result.Succeeded && old is not null) await outbox.PostAsync(AccountLetters.AddressChanged(old));
        return result;
    }

    /// <summary>Whether it is the password. That takes as long where there is no account, or one without a password.</summary>
    public override async Task<bool> CheckPasswordAsync(Member? user, string password)
    {
        if (user?.PasswordHash is not null) return await base.CheckPasswordAsync(user, password);
        PasswordHasher.HashPassword(user ?? new Member(), password);
        return false;
    }

    /// <summary>Changes the password. Wrong old ones count.</summary>
    public override async Task<IdentityResult> ChangePasswordAsync(Member user, string currentPassword, string newPassword)
    {
        if (await tries.ProofAsync(user) is not { } tried) return IdentityResult.Failed(AccountTexts.LockedOut);
        if (!await CheckPasswordAsync(user, currentPassword)) return IdentityResult.Failed(ErrorDescriber.PasswordMismatch());
        await tried.WasRightAsync();
        return await TellAsync(base.ChangePasswordAsync(user, currentPassword, newPassword), user, AccountLetters.PasswordChanged);
    }

    public override async Task<IdentityResult> SetTwoFactorEnabledAsync(Member user, bool enabled)
    {
        RequireProof(user);
        if (!enabled) (user.AuthenticatorKey, user.RecoveryCodes) = (null, []);
        return await TellAsync(
            base.SetTwoFactorEnabledAsync(user, enabled), user,
            enabled ? AccountLetters.TwoFactorTurnedOn : AccountLetters.TwoFactorTurnedOff);
    }

    /// <summary>
    /// A new key for an authenticator. While two-factor sign-in is off it opens nothing yet, and nobody is signed out by it.
    /// </summary>
    public override async Task<IdentityResult> ResetAuthenticatorKeyAsync(Member user)
    {
        RequireProof(user);
        if (user.TwoFactorEnabled) return await TellAsync(base.ResetAuthenticatorKeyAsync(user), user, AccountLetters.AuthenticatorChanged);
        user.AuthenticatorKey = GenerateNewAuthenticatorKey();
        return await UpdateUserAsync(user);
    }

    public override async Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(Member user, int number)
    {
        RequireProof(user);
        var codes = await base.GenerateNewTwoFactorRecoveryCodesAsync(user, number);
        if (codes is not null) await PostAsync(user, AccountLetters.NewRecoveryCodes);
        return codes;
    }

    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.New();

    /// <summary>Takes a recovery code, once, whatever its case and whatever stands between its letters.</summary>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(Member user, string code) =>
        base.RedeemTwoFactorRecoveryCodeAsync(user, RecoveryCode.Tidy(code));

    public override async Task<IdentityResult> AddOrUpdatePasskeyAsync(Member user, UserPasskeyInfo passkey)
    {
        var isNew = !user.Passkeys.Any(own => own.CredentialId.AsSpan().SequenceEqual(passkey.CredentialId));
        if (!isNew) return await base.AddOrUpdatePasskeyAsync(user, passkey);
        RequireProof(user);
        return await TellAsync(base.AddOrUpdatePasskeyAsync(user, passkey), user, AccountLetters.PasskeyAdded);
    }

    public override async Task<IdentityResult> RemovePasskeyAsync(Member user, byte[] credentialId)
    {
        RequireProof(user);
        return await TellAsync(base.RemovePasskeyAsync(user, credentialId), user, AccountLetters.PasskeyRemoved);
    }

    /// <summary>Writes the account. A new stamp ends all sessions but the one whose user has done it.</summary>
    protected override async Task<IdentityResult> UpdateUserAsync(Member user)
    {
        var before = user.Kept?.SecurityStamp;
        var result = await base.UpdateUserAsync(user);
        if (result.Succeeded && before is not null && before != user.SecurityStamp && !_endsAll)
            await sessions.KeepCurrentAsync(user, before);
        return result;
    }

    /// <summary>Nothing that opens or closes the account is done for a ticket alone.</summary>
    /// <exception cref="FreshProofNeededException">The caller has not proved within the last minutes to be the member.</exception>
    private void RequireProof(Member user)
    {
        var context = accessor.HttpContext;
        if (MemberIds.Of(context?.User) != user.Id || !FreshProof.IsFresh(context!.Features.Get<MemberStanding>(), time.GetUtcNow()))
            throw new FreshProofNeededException();
    }

    private async Task<IdentityResult> TellAsync(Task<IdentityResult> act, Member user, Func<string, Letter> letter)
    {
        var result = await act;
        if (result.Succeeded) await PostAsync(user, letter);
        return result;
    }

    private Task PostAsync(Member user, Func<string, Letter> letter) =>
        user.Email is { } email ? outbox.PostAsync(letter(email)) : Task.CompletedTask;
}
