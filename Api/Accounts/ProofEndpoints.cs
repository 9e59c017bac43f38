using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Problems;
using Reviews.Application.Members;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.Proof;
using Reviews.Application.Quotas;

namespace Reviews.Api.Accounts;

/// <summary>Proves again that the caller is the member.</summary>
internal static class ProofEndpoints
{
    public static void MapProof(this RouteGroupBuilder account)
    {
        account.MapPost("/proof", ProveAsync).RequireAuthorization().RequireRateLimiting(QuotaServices.SignIns)
            .WithSummary("Proves that it's me, by password, code or passkey; valid for 10 minutes.");
        account.MapPost("/proof/passkey", AskAsync).RequireAuthorization().RequireRateLimiting(QuotaServices.SignIns)
            .WithSummary("The options that a browser needs for a proof by passkey.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ProveAsync(
        ProofRequest body, HttpContext context, UserManager<Member> members, FreshProof proof)
    {
        if (await members.GetUserAsync(context.User) is not { } member) return ApiProblems.NotSignedIn();
        ProofOutcome? outcome = body switch
        {
            { Password: { } password, Code: null, Passkey: null } => await proof.ByPasswordAsync(member, password),
            { Code: { } code, Password: null, Passkey: null } => await proof.ByCodeAsync(member, code),
            { Passkey: { } passkey, Password: null, Code: null } => await proof.ByPasskeyAsync(member, passkey),
            _ => null,
        };
        return outcome switch
        {
            ProofOutcome.Done => TypedResults.NoContent(),
            ProofOutcome.Wrong =>
                TypedResults.Problem("That doesn't prove it's you.", statusCode: StatusCodes.Status401Unauthorized),
            ProofOutcome.Locked =>
                TypedResults.Problem(AccountMessages.LockedOut.Description, statusCode: StatusCodes.Status429TooManyRequests),
            _ => TypedResults.Problem("Send one of these: password, code, passkey.", statusCode: StatusCodes.Status400BadRequest),
        };
    }

    private static async Task<ContentHttpResult> AskAsync(PasskeyCeremonies passkeys) =>
        TypedResults.Content(await passkeys.AskToSignInAsync(), MediaTypeNames.Application.Json);
}

/// <summary>One proof, in one of three ways.</summary>
/// <param name="Password">My password.</param>
/// <param name="Code">A code from my authenticator.</param>
/// <param name="Passkey">A passkey's answer, as JSON.</param>
internal sealed record ProofRequest(string? Password = null, string? Code = null, string? Passkey = null);
