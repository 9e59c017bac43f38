using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Domain.Emails;

namespace Reviews.Api.Accounts.Emails;

/// <summary>
/// Refuses an address that nothing can be sent to as soon as it is asked for: Identity's endpoint would send a link there.
/// </summary>
internal static class NewEmailFilter
{
    public static ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.Arguments.OfType<InfoRequest>().FirstOrDefault() is { NewEmail: { Length: > 0 } email } && EmailRules.Fault(email) is { } fault
            ? ValueTask.FromResult<object?>(TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { [nameof(IdentityErrorDescriber.InvalidEmail)] = [fault] }))
            : next(call);
}
