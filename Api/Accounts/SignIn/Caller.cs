using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Reviews.Contracts.Members;

namespace Reviews.Api.Accounts.SignIn;

/// <summary>The member who makes a call, as his ticket names him.</summary>
/// <param name="UserId">The member.</param>
/// <param name="SecurityStamp">The stamp to be compared with the account's.</param>
/// <param name="Origin">A cookie comes from a page, a token from a program.</param>
internal sealed record Caller(long UserId, string SecurityStamp, VoteOrigin Origin)
{
    /// <summary>The caller; null when nobody is signed in.</summary>
    public static Caller? Of(HttpContext context)
    {
        if (MemberIds.Of(context.User) is not { } id) return null;
        var identity = context.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        return new Caller(id, context.User.FindFirstValue(identity.SecurityStampClaimType) ?? "", IsByCookie(context) ? VoteOrigin.Page : VoteOrigin.Api);
    }

    /// <summary>The caller of an endpoint that asks for sign-in.</summary>
    public static Caller Required(HttpContext context) =>
        Of(context) ?? throw new InvalidOperationException("This endpoint must require sign-in.");

    /// <summary>Whether the browser's cookie signed the call, which a browser sends whoever wrote the page.</summary>
    public static bool IsByCookie(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme == IdentityConstants.ApplicationScheme;
}
