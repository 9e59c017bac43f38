using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Http;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>The queue of reviews that moderators have to look at, their decisions, and the decision log.</summary>
internal static class QueueEndpoints
{
    /// <summary>Items of one page.</summary>
    private const int PageSize = 50;

    private static readonly Dictionary<string, ModerationAction> Actions = new()
    {
        ["dismiss"] = ModerationAction.Dismiss,
        ["hide"] = ModerationAction.Hide,
        ["restore"] = ModerationAction.Restore,
    };

    public static void MapQueue(this RouteGroupBuilder moderation)
    {
        moderation.MapGet("/queue", QueueAsync).WithSummary(
            "Reviews that were reported, are waiting to be shown, were changed after a decision or are under appeal; oldest first.");
        moderation.MapGet("/log", LogAsync).WithSummary("What was decided, by whom, when and why; newest first.");
        moderation.MapPost("/reports/{id}/decision", DecideAsync).Reads(typeof(DecisionRequest)).WithSummary(
            "Dismisses a report, hides its review, or shows it again. 409 if that has already been decided, "
            + "or, with the current revision, if the review has changed since.");
    }

    private static async Task<Results<Ok<Feed<QueueResponse>>, ValidationProblem>> QueueAsync(
        string? cursor, ModerationService moderation, HttpResponse response)
    {
        if (!TryRead(cursor, first: 0, out var after)) return NoCursor();
        var (items, _, next) = await moderation.QueueAsync(after, PageSize);
        response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(
            new Feed<QueueResponse>([.. items.Select(QueueResponse.Of)], next is { } last ? DecisionResponse.Format(last) : null));
    }

    private static async Task<Results<Ok<Feed<DecisionResponse>>, ValidationProblem>> LogAsync(
        string? cursor, ModerationService moderation, HttpResponse response)
    {
        if (!TryRead(cursor, first: long.MaxValue, out var below)) return NoCursor();
        var page = await moderation.LogAsync(below, PageSize);
        response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new Feed<DecisionResponse>(
            [.. page.Items.Select(DecisionResponse.Of)], page.HasMore ? DecisionResponse.Format(page.Items[^1].Number) : null));
    }

    private static async Task<Results<Ok<DecisionResponse>, Accepted<DecisionResponse>, ProblemHttpResult, ValidationProblem>> DecideAsync(
        string id, HttpContext context, ModerationService moderation)
    {
        if (!TryRead(id, first: 0, out var caseId)) return DecisionOutcomes.OfReview(DecisionOutcome.Unknown).ToProblem();
        var (body, refusal) = await JsonBody.ReadAsync<DecisionRequest>(context.Request);
        if (body is null) return refusal!;
        if (body.Action is null || !Actions.TryGetValue(body.Action, out var action))
            return ApiProblems.Invalid("action", $"Must be one of: {string.Join(", ", Actions.Keys)}.");
        if (Reasons.Tidy(body.Reason) is not { } reason) return ApiProblems.Invalid("reason", Reasons.Rule);
        if (body.Revision < 0) return ApiProblems.Invalid("revision", "Must be the revision of an item of the queue.");

        var answer = await moderation.DecideAsync(new CaseVerdict(caseId, action, Caller.Required(context).UserId, reason, body.Revision));
        return answer.Outcome switch
        {
            DecisionOutcome.Done => TypedResults.Ok(DecisionResponse.Of(answer.Decision!)),
            DecisionOutcome.OnItsWay => TypedResults.Accepted((string?)null, DecisionResponse.Of(answer.Decision!)),
            DecisionOutcome.Changed => Changed(answer.Revision),
            var refused => DecisionOutcomes.OfReview(refused).ToProblem(),
        };
    }

    private static ProblemHttpResult Changed(int? revision)
    {
        var problem = DecisionOutcomes.OfReview(DecisionOutcome.Changed).ToProblem();
        problem.ProblemDetails.Extensions["revision"] = revision;
        return problem;
    }

    private static bool TryRead(string? number, long first, out long value)
    {
        value = first;
        return number is null || long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static ValidationProblem NoCursor() => ApiProblems.Invalid("cursor", "Must be the 'next' of an earlier page.");
}

/// <summary>A moderator's decision about a review.</summary>
internal sealed record DecisionRequest
{
    /// <summary><c>dismiss</c>: it stays as it is, hidden or not, and one that is waiting is shown; <c>hide</c>; <c>restore</c>: it is
    /// shown again.</summary>
    public string? Action { get; init; }

    /// <summary>Why; 1 to 500 characters. The writer of a review that is hidden, or was, is told.</summary>
    public string? Reason { get; init; }

    /// <summary>The revision of the queue item that is decided on. If left out, the one the queue showed last.</summary>
    public int? Revision { get; init; }
}
