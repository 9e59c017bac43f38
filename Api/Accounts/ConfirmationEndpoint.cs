using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Application.Members.AccountMail;

namespace Reviews.Api.Accounts;

/// <summary>
/// Sends the link that confirms an address again. It replaces Identity's endpoint, which takes longer when there is someone to write
/// to.
/// </summary>
internal static class ConfirmationEndpoint
{
    public static async Task<Ok> ResendAsync(ResendConfirmationEmailRequest body, AccountMailer mailer)
    {
        await mailer.PostConfirmationAsync(body.Email);
        return TypedResults.Ok();
    }
}
