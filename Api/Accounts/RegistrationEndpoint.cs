using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Application.Members;
using Reviews.Application.Members.Joining;

namespace Reviews.Api.Accounts;

/// <summary>Registration for apps. It answers like Identity's endpoint and replaces it, since that one has rules of its own.</summary>
internal static class RegistrationEndpoint
{
    public static async Task<Results<Ok, ValidationProblem>> RegisterAsync(RegisterRequest body, Registration registration)
    {
        var (result, _) = await registration.RegisterAsync(body.Email, body.Password);
        return result.Succeeded ? TypedResults.Ok() : TypedResults.ValidationProblem(AccountMessages.ByCode(result));
    }
}
