using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.SignIn;

/// <summary>Asks the member's grain, on each signed-in call, whether the ticket's session is good, and for the roles.</summary>
/// <remarks>So sign-out everywhere and a change of roles work at once, for tokens as for cookies. Endpoints that don't look at the
/// caller, or hand the ticket to the grain themselves, say so by <see cref="StampCheck"/> and save the call.</remarks>
internal sealed class MemberStampValidator(IHttpContextAccessor accessor, IGrainFactory grains) : IClaimsTransformation
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    /// <summary>Whether the caller may not post right now. For endpoints that are not exempt.</summary>
    public static bool IsSuspended(HttpContext context) => context.Features.Get<MemberStatus>() is { Suspension: not null };

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        var context = accessor.HttpContext ?? throw new InvalidOperationException("Tickets are read within a request.");
        if (context.GetEndpoint()?.Metadata.GetMetadata<StampCheck>() is not null || MemberIds.Of(principal) is not { } id)
            return principal;

        if (MemberSessions.IdOf(principal) is not { } session) return Nobody;
        if (await grains.GetGrain<IUserGrain>(id).StatusAsync(SessionTicket.Of(session)) is not { } status) return Nobody;
        context.Features.Set(status);
        var roles = status.Roles.Select(role => new Claim(ClaimTypes.Role, role));
        return new ClaimsPrincipal(principal.Identities.Append(new ClaimsIdentity(roles, "Roles")));
    }
}

/// <summary>Metadata of an endpoint that is exempt from the standing check.</summary>
internal sealed class StampCheck
{
    public static readonly StampCheck NotHere = new();
}
