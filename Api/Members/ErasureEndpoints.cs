using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Http;
using Reviews.Application.Members.Erasure;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Members;

/// <summary>Erases my account and reports the progress.</summary>
internal static class ErasureEndpoints
{
    public static void MapErasure(this RouteGroupBuilder me) =>
        me.MapDelete("", EraseAsync).WithSummary("Erases my account, my votes and my reviews.").Reads(typeof(ErasureRequest));

    /// <summary>Readable without sign-in: there is nobody left to sign in.</summary>
    public static IEndpointConventionBuilder MapErasureProgress(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/erasures/{token}", GetAsync).WithTags("Me").WithSummary("The progress of an erasure, for 30 days.")
            .WithMetadata(StampCheck.NotHere);

    private static async Task<Results<Accepted<ErasureAccepted>, ProblemHttpResult, ValidationProblem>> EraseAsync(
        HttpContext context, ErasureService erasures, FreshProof proof)
    {
        proof.Require();   // whoever lacks it learns nothing else
        if (context.Request.ContentType is null) return Unconfirmed();
        var (body, refusal) = await JsonBody.ReadAsync<ErasureRequest>(context.Request);
        if (body is null) return refusal!;
        if (body.Confirm != ErasureRequest.Word) return Unconfirmed();
        var (outcome, token) = await erasures.EraseAsync(Caller.Required(context));
        if (outcome == ErasureOutcome.Operator)
            return TypedResults.Problem(ErasureService.OperatorSentence, statusCode: StatusCodes.Status422UnprocessableEntity);
        if (outcome == ErasureOutcome.SignedOut) return ApiProblems.NotSignedIn();
        context.Response.Headers.CacheControl = Caching.Never;
        var href = ErasureLinks.ApiHref(token!);
        return TypedResults.Accepted(href, new ErasureAccepted(href));
    }

    private static ValidationProblem Unconfirmed() => ApiProblems.Invalid("confirm", $"Must be '{ErasureRequest.Word}'.");

    private static async Task<Results<Ok<ErasureStatus>, ProblemHttpResult>> GetAsync(
        string token, HttpContext context, ErasureService erasures)
    {
        if (await erasures.ProgressAsync(token) is not { } progress)
            return TypedResults.Problem(
                "There is no erasure at that address, or it is over 30 days old.", statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(ErasureStatus.Of(progress));
    }
}

/// <summary>Confirms that the account should be erased.</summary>
/// <param name="Confirm">The word <c>erase</c>.</param>
internal sealed record ErasureRequest(string? Confirm)
{
    public const string Word = "erase";
}

/// <summary>The erasure has started.</summary>
/// <param name="Href">Where its progress can be seen for 30 days.</param>
internal sealed record ErasureAccepted(string Href);
