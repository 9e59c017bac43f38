using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Application.Members.Proof;
using Reviews.Domain.Emails;

namespace Reviews.Api.Accounts;

/// <summary>
/// Runs before Identity's endpoint that changes address and password, which would change the one before refusing the other.
/// </summary>
internal static class AccountInfoFilter
{
    /// <summary>Requires a fresh proof for changes, and refuses an address that nothing can be sent to.</summary>
    /// <exception cref="FreshProofNeededException">There is no fresh proof.</exception>
    public static ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.Arguments.OfType<InfoRequest>().FirstOrDefault() is not { } wanted) return next(call);
        if (!string.IsNullOrEmpty(wanted.NewEmail) || !string.IsNullOrEmpty(wanted.NewPassword))
            call.HttpContext.RequestServices.GetRequiredService<FreshProof>().Require();
        return wanted.NewEmail is { Length: > 0 } email && EmailRules.Fault(email) is { } fault
            ? ValueTask.FromResult<object?>(TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { [nameof(IdentityErrorDescriber.InvalidEmail)] = [fault] }))
            : next(call);
    }
}
