using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>A moderator suspends a member, and ends that.</summary>
internal static class SuspensionEndpoints
{
    public static void MapSuspensions(this RouteGroupBuilder moderation)
    {
        moderation.MapPut("/users/{userId}/suspension", SuspendAsync)
            .WithSummary("Suspends a member: they can't post, and their votes don't count.").Reads(typeof(ReasonRequest));
        moderation.MapDelete("/users/{userId}/suspension", LiftAsync).WithSummary("Ends a suspension: the member's votes count again.")
            .Reads(typeof(ReasonRequest));
    }

    private static async Task<Results<Ok<SuspensionResponse>, Accepted<SuspensionResponse>, ProblemHttpResult,
    ValidationProblem>> SuspendAsync(
        string userId, HttpContext context, ModerationService moderation)
    {
        if (!MemberIds.TryParse(userId, out var id)) return ApiProblems.NoSuchMember();
        var (body, refusal) = await JsonBody.ReadAsync<ReasonRequest>(context.Request);
        if (body is null) return refusal!;
        if (Reasons.Tidy(body.Reason) is not { } reason) return ApiProblems.Invalid("reason", Reasons.Rule);
        return Answer(await moderation.SuspendAsync(id, lifts: false, Caller.Required(context).UserId, reason));
    }

    private static async Task<Results<Ok<SuspensionResponse>, Accepted<SuspensionResponse>, ProblemHttpResult,
    ValidationProblem>> LiftAsync(
        string userId, HttpContext context, ModerationService moderation)
    {
        if (!MemberIds.TryParse(userId, out var id)) return ApiProblems.NoSuchMember();
        var (body, refusal) = await JsonBody.ReadAsync<ReasonRequest>(context.Request);
        if (body is null) return refusal!;
        if (Reasons.Tidy(body.Reason) is not { } reason) return ApiProblems.Invalid("reason", Reasons.Rule);
        return Answer(await moderation.SuspendAsync(id, lifts: true, Caller.Required(context).UserId, reason));
    }

    /// <summary>If repeated, the answer is that of the first time.</summary>
    private static Results<Ok<SuspensionResponse>, Accepted<SuspensionResponse>, ProblemHttpResult,
    ValidationProblem> Answer(DecisionAnswer? answer) => answer switch
    {
        null => TypedResults.Problem(ModerationService.StaffSentence, statusCode: StatusCodes.Status422UnprocessableEntity),
        { Outcome: DecisionOutcome.Done or DecisionOutcome.Decided, Decision: { } decision } =>
            TypedResults.Ok(SuspensionResponse.Of(decision)),
        { Outcome: DecisionOutcome.OnItsWay, Decision: { } decision } =>
            TypedResults.Accepted((string?)null, SuspensionResponse.Of(decision)),
        _ => ApiProblems.NoSuchMember(),
    };
}

/// <summary>Whether a member is suspended.</summary>
/// <param name="UserId">The member.</param>
/// <param name="Suspended">Whether they are suspended.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedAt">Since when.</param>
internal sealed record SuspensionResponse(string UserId, bool Suspended, string Reason, DateTimeOffset DecidedAt)
{
    public static SuspensionResponse Of(ModerationDecision decision) =>
        new(MemberIds.Format(decision.UserId), decision.Action == ModerationAction.Suspend, decision.Reason, decision.DecidedAt);
}
