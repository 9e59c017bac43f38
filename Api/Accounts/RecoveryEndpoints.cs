using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Application.Members;
using Reviews.Application.Members.Recovery;

namespace Reviews.Api.Accounts;

/// <summary>
/// The same for programs, in the words of Identity's endpoints and in their place: those write to confirmed addresses only.
/// </summary>
internal static class RecoveryEndpoints
{
    public static async Task<Ok> ForgotAsync(ForgotPasswordRequest body, PasswordRecovery recovery)
    {
        await recovery.AskAsync(body.Email, forProgram: true);
        return TypedResults.Ok();
    }

    public static async Task<Results<Ok, ValidationProblem>> ResetAsync(ResetPasswordRequest body, PasswordRecovery recovery)
    {
        var result = await recovery.SetAsync(body.Email, body.ResetCode, body.NewPassword);
        return result.Succeeded
            ? TypedResults.Ok()
            : TypedResults.ValidationProblem(AccountMessages.ByCode(result));
    }
}
