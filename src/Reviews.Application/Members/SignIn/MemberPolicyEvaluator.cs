using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Reviews.Application.Members.SignIn;

/// <summary>A valid ticket whose member is signed out counts as none: 401, not 403.</summary>
internal sealed class MemberPolicyEvaluator(IAuthorizationService authorization) : PolicyEvaluator(authorization)
{
    public override async Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context)
    {
        var result = await base.AuthenticateAsync(policy, context);
        return result is { Succeeded: true, Principal.Identity.IsAuthenticated: not true } ? AuthenticateResult.NoResult() : result;
    }
}
