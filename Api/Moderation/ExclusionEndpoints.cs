using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>A moderator excludes a period's votes from a film's average, and restores them.</summary>
internal static class ExclusionEndpoints
{
    public static void MapExclusions(this RouteGroupBuilder moderation)
    {
        moderation.MapPost("/films/{filmId}/exclusions", ExcludeAsync).WithSummary("Excludes the votes of a period from the film's rating.")
            .Reads(typeof(ExclusionRequest));
        moderation.MapDelete("/films/{filmId}/exclusions", LiftAsync).WithSummary("Counts the votes of an excluded period again.")
            .Reads(typeof(ExclusionRequest));
    }

    private static Task<Results<Ok<ExclusionResponse>, Accepted<ExclusionResponse>, ProblemHttpResult, ValidationProblem>> ExcludeAsync(
        string filmId, HttpContext context, FilmReader reader, ModerationService moderation) => DecideAsync(
            filmId, lifts: false, context, reader, moderation);

    private static Task<Results<Ok<ExclusionResponse>, Accepted<ExclusionResponse>, ProblemHttpResult, ValidationProblem>> LiftAsync(
        string filmId, HttpContext context, FilmReader reader, ModerationService moderation) => DecideAsync(
            filmId, lifts: true, context, reader, moderation);

    private static async Task<Results<Ok<ExclusionResponse>, Accepted<ExclusionResponse>, ProblemHttpResult,
    ValidationProblem>> DecideAsync(
        string filmId, bool lifts, HttpContext context, FilmReader reader, ModerationService moderation)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        var (body, refusal) = await JsonBody.ReadAsync<ExclusionRequest>(context.Request);
        if (body is null) return refusal!;
        if (ExcludedTime.Of(body.From, body.Until) is not { } window) return ApiProblems.Invalid("until", ExcludedTime.Rule);
        if (Reasons.Tidy(body.Reason) is not { } reason) return ApiProblems.Invalid("reason", Reasons.Rule);
        if (!lifts && !moderation.IsOver(window))
            return TypedResults.Problem(ModerationService.NotOverSentence, statusCode: StatusCodes.Status422UnprocessableEntity);

        var answer = await moderation.ExcludeAsync(filmId, window, lifts, Caller.Required(context).UserId, reason);
        return answer.Outcome switch
        {
            DecisionOutcome.Done =>
                TypedResults.Ok(ExclusionResponse.Of(answer.Decision!, answer.Rating is { } rating ? reader.Weigh(rating) : null)),
            DecisionOutcome.OnItsWay => TypedResults.Accepted((string?)null, ExclusionResponse.Of(answer.Decision!, null)),
            var refused => DecisionOutcomes.OfTime(refused).ToProblem(),
        };
    }
}

/// <summary>A period whose votes are decided on.</summary>
internal sealed record ExclusionRequest
{
    /// <summary>Its start.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Its end, which is no longer part of it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why; 1 to 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A decision on a period's votes.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="From">The first second.</param>
/// <param name="Until">The second after the last.</param>
/// <param name="Excluded">Whether the votes are excluded now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Decision">The decision's number in the log.</param>
/// <param name="Rating">The film's rating with it; null while the film has not answered.</param>
internal sealed record ExclusionResponse(
    string FilmId, DateTimeOffset From, DateTimeOffset Until, bool Excluded, string Reason, string Decision, RatingMessage? Rating)
{
    public static ExclusionResponse Of(ModerationDecision decision, RatingMessage? rating) => new(
        decision.FilmId!,
        DateTimeOffset.FromUnixTimeSeconds(decision.From),
        DateTimeOffset.FromUnixTimeSeconds(decision.Until),
        decision.Action == ModerationAction.Exclude,
        decision.Reason,
        DecisionResponse.Format(decision.Number),
        rating);
}
