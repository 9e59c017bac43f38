using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Reviews.Api.Accounts.Sessions;

/// <summary>
/// Identity's sign-in, by whatever door: each begins a session that the member's grain keeps, and each sign-out ends one.
/// </summary>
internal sealed class MemberSignIn(
    UserManager<Member> members, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Member> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Member> confirmation, MemberSessions sessions)
    : SignInManager<Member>(members, accessor, claims, options, logger, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(Member user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.BeginAsync(user, AuthenticationScheme == IdentityConstants.BearerScheme);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, .. session]);
    }

    public override async Task SignOutAsync()
    {
        await sessions.EndCurrentAsync();
        await base.SignOutAsync();
    }
}
