using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.Data;
using Microsoft.Extensions.Options;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Accounts;

/// <summary>Exchanges a refresh token for new tokens. It replaces Identity's endpoint, which accepts one any number of times.</summary>
internal static class RefreshEndpoint
{
    public static async Task<Results<Ok<AccessTokenResponse>, SignInHttpResult, ChallengeHttpResult>> RefreshAsync(
        RefreshRequest body, IOptionsMonitor<BearerTokenOptions> tokens, UserManager<Member> members, SignInManager<Member> signIn,
        MemberSessions sessions, TimeProvider time)
    {
        var ticket = tokens.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(body.RefreshToken);
        if (ticket is null || !(ticket.Properties.ExpiresUtc > time.GetUtcNow()) || MemberIds.Of(ticket.Principal) is not { } id
            || MemberSessions.IdOf(ticket.Principal) is not { } session
            || await sessions.Of(id).RefreshSessionAsync(session, NumberOf(ticket.Principal)) is not { } next
            || await members.FindByIdAsync(MemberIds.Format(id)) is not { } member)
        {
            return TypedResults.Challenge(authenticationSchemes: [IdentityConstants.BearerScheme]);
        }

        var principal = await signIn.CreateUserPrincipalAsync(member);
        ((ClaimsIdentity)principal.Identity!).AddClaims(MemberSessions.ClaimsOf(session, next));
        return TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static long NumberOf(ClaimsPrincipal ticket) =>
        long.TryParse(ticket.FindFirstValue(SessionClaims.Refresh), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
