using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Reviews.Application.Members.SignIn;

/// <summary>
/// Identity's sign-in, wherever it comes from: each starts a session that the member's grain keeps, and each sign-out ends one. Anyone who
/// does not know the password learns nothing about the account from it, neither from words nor from timing.
/// </summary>
internal sealed class MemberSignIn(
    MemberManager members, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Member> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Member> confirmation,
    MemberSessions sessions,
    SecretTries tries, KnownDevices devices)
    : SignInManager<Member>(members, accessor, claims, options, logger, schemes, confirmation)
{
    /// <inheritdoc/>
    /// <returns><see cref="SignInResult.LockedOut"/> after too many tries, whether or not there is an account.</returns>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        var member = await members.FindByNameAsync(userName);
        if (await tries.PasswordAsync(userName, member) is not { } tried) return SignInResult.LockedOut;
        if (member is null) return await RefuseAsync(password);
        var result = await PasswordSignInAsync(member, password, isPersistent, lockoutOnFailure: false);
        if (result != SignInResult.Failed) await tried.WasRightAsync();
        return result;
    }

    /// <summary>
    /// The password first: only someone who knows it is told what else is in the way. Where only confirmed accounts can sign in, nobody is:
    /// someone who has just chosen the password would learn whether the address was free.
    /// </summary>
    public override async Task<SignInResult> CheckPasswordSignInAsync(Member user, string password, bool lockoutOnFailure)
    {
        if (!await members.CheckPasswordAsync(user, password)) return SignInResult.Failed;
        if (await CanSignInAsync(user)) return SignInResult.Success;
        return Options.SignIn.RequireConfirmedEmail ? SignInResult.Failed : SignInResult.NotAllowed;
    }

    public override Task<SignInResult> TwoFactorAuthenticatorSignInAsync(string code, bool isPersistent, bool rememberClient) =>
        CodeSignInAsync(() => base.TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient));

    public override Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode) =>
        CodeSignInAsync(() => base.TwoFactorRecoveryCodeSignInAsync(recoveryCode));

    public override async Task SignInWithClaimsAsync(
        Member user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var byToken = AuthenticationScheme == IdentityConstants.BearerScheme;
        var session = await sessions.BeginAsync(user, byToken);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, .. session]);
        if (!byToken) devices.Remember(user);
    }

    public override async Task SignOutAsync()
    {
        await sessions.EndCurrentAsync();
        await base.SignOutAsync();
    }

    private async Task<SignInResult> CodeSignInAsync(Func<Task<SignInResult>> signIn)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } member) return SignInResult.Failed;
        if (await tries.CodeAsync(member) is not { } tried) return SignInResult.LockedOut;
        var result = await signIn();
        if (result.Succeeded) await tried.WasRightAsync();
        return result;
    }

    /// <summary>Takes as long as with an account.</summary>
    private async Task<SignInResult> RefuseAsync(string password)
    {
        await members.CheckPasswordAsync(null, password);
        return SignInResult.Failed;
    }
}
