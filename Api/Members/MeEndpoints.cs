using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Api.Subscriptions;
using Reviews.Application.Members;
using Reviews.Application.Subscriptions;

namespace Reviews.Api.Members;

/// <summary>What signed-in members see and change in their own account.</summary>
internal static class MeEndpoints
{
    public static RouteGroupBuilder MapMe(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/me").WithTags("Me").RequireAuthorization();
        group.MapGet("", GetAsync).WithSummary("My account.");
        group.MapPut("", RenameAsync).WithSummary("Chooses my display name.").Reads(typeof(MeRequest));
        group.MapMyRatings();
        group.MapMyExport();
        group.MapMySessions();
        group.MapMyImports();
        group.MapErasure();
        routes.MapErasureProgress();
        return group;
    }

    private static async Task<Results<Ok<MeDocument>, ProblemHttpResult>> GetAsync(
        HttpContext context, UserManager<Member> members, TimeProvider time)
    {
        if (await members.GetUserAsync(context.User) is not { } member) return Refusals.NotSignedIn();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(MeDocument.Of(member, SubscriptionOf(context, time)));
    }

    private static async Task<Results<Ok<MeDocument>, ProblemHttpResult, ValidationProblem>> RenameAsync(
        HttpContext context, Renaming renaming, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.ReadAsync<MeRequest>(context.Request);
        if (body is null) return refusal!;
        var answer = await renaming.RenameAsync(context.User, body.DisplayName);
        return answer.Outcome switch
        {
            RenameOutcome.Done => TypedResults.Ok(MeDocument.Of(answer.Member!, SubscriptionOf(context, time))),
            RenameOutcome.Unfit => Refusals.Invalid("displayName", answer.Sentence),
            RenameOutcome.Reserved => TypedResults.Problem(answer.Sentence, statusCode: StatusCodes.Status422UnprocessableEntity),
            RenameOutcome.Suspended => Refusals.Suspended(),
            RenameOutcome.Taken or RenameOutcome.Changing =>
                TypedResults.Problem(answer.Sentence, statusCode: StatusCodes.Status409Conflict),
            _ => Refusals.NotSignedIn(),
        };
    }

    private static SubscriptionDocument SubscriptionOf(HttpContext context, TimeProvider time) =>
        SubscriptionDocument.Of(SubscriptionRules.UntilOf(context), time.GetUtcNow());
}
