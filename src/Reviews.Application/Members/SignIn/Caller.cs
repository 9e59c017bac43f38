using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.SignIn;

/// <summary>The member who makes a call, as their ticket names them.</summary>
/// <param name="UserId">The member.</param>
/// <param name="Ticket">Names the session that the call belongs to; the member's grain says whether it is valid.</param>
/// <param name="Origin">A cookie comes from a page, a token from a program.</param>
internal sealed record Caller(long UserId, string Ticket, VoteOrigin Origin)
{
    /// <summary>The caller; null when nobody is signed in.</summary>
    public static Caller? Of(HttpContext context)
    {
        if (MemberIds.Of(context.User) is not { } id) return null;
        var ticket = SessionTicket.Of(MemberSessions.IdOf(context.User) ?? "");   // without a session it is nobody's
        return new Caller(id, ticket, IsByCookie(context) ? VoteOrigin.Page : VoteOrigin.Api);
    }

    /// <summary>The caller of an endpoint that asks for sign-in.</summary>
    public static Caller Required(HttpContext context) =>
        Of(context) ?? throw new InvalidOperationException("This endpoint must require sign-in.");

    /// <summary>Whether the browser's cookie signed the call; browsers send it no matter who wrote the page.</summary>
    public static bool IsByCookie(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme
            == IdentityConstants.ApplicationScheme;
}
