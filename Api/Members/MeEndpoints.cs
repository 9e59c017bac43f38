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

    private static async Task<Results<Ok<MeResponse>, ProblemHttpResult>> GetAsync(
        HttpContext context, UserManager<Member> members, TimeProvider time)
    {
        if (await members.GetUserAsync(context.User) is not { } member) return ApiProblems.NotSignedIn();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(MeResponse.Of(member, SubscriptionOf(context, time)));
    }

    private static async Task<Results<Ok<MeResponse>, ProblemHttpResult, ValidationProblem>> RenameAsync(
        HttpContext context, RenameService renames, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.ReadAsync<MeRequest>(context.Request);
        if (body is null) return refusal!;
        var answer = await renames.RenameAsync(context.User, body.DisplayName);
        return answer.Outcome switch
        {
            RenameOutcome.Done => TypedResults.Ok(MeResponse.Of(answer.Member!, SubscriptionOf(context, time))),
            RenameOutcome.Unfit => ApiProblems.Invalid("displayName", answer.Sentence),
            RenameOutcome.Reserved => TypedResults.Problem(answer.Sentence, statusCode: StatusCodes.Status422UnprocessableEntity),
            RenameOutcome.Suspended => ApiProblems.Suspended(),
            RenameOutcome.Taken or RenameOutcome.Changing =>
                TypedResults.Problem(answer.Sentence, statusCode: StatusCodes.Status409Conflict),
            _ => ApiProblems.NotSignedIn(),
        };
    }

    private static SubscriptionResponse SubscriptionOf(HttpContext context, TimeProvider time) =>
        SubscriptionResponse.Of(SubscriptionRules.UntilOf(context), time.GetUtcNow());
}
