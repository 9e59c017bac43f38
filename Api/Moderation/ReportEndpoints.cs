using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Films;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;

namespace Reviews.Api.Moderation;

/// <summary>Members report reviews.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/films/{filmId}/reviews/{reviewId}/reports", ReportAsync).WithTags("Reviews").RequireAuthorization()
            .WithSummary(
                "Reports a review to the moderators. A second report by the same member changes nothing.").Reads(typeof(ReasonRequest));

    private static async Task<Results<Accepted, ProblemHttpResult, ValidationProblem>> ReportAsync(
        string filmId, string reviewId, HttpContext context, FilmReader reader, Reporting reporting)
    {
        if (StandingCheck.IsSuspended(context)) return Refusals.Suspended();
        if (await reader.FindAsync(filmId, context.RequestAborted) is null) return Refusals.NoSuchFilm();
        if (!MemberIds.TryParse(reviewId, out var authorId) || await reporting.FindAsync(filmId, authorId) is null) return NoSuchReview();
        var (body, refusal) = await JsonBody.ReadAsync<ReasonRequest>(context.Request);
        if (body is null) return refusal!;
        if (Reasons.Tidy(body.Reason) is not { } reason) return Refusals.Invalid("reason", Reasons.Rule);

        var (outcome, wait) = await reporting.ReportAsync(Caller.Required(context).UserId, filmId, authorId, reason);
        return outcome switch
        {
            ReportOutcome.Taken => TypedResults.Accepted((string?)null),
            ReportOutcome.Own => TypedResults.Problem(Reporting.OwnSentence, statusCode: StatusCodes.Status422UnprocessableEntity),
            ReportOutcome.TooMany => Refusals.TooMany(context, wait, "You are reporting too often; please wait."),
            ReportOutcome.Full => Refusals.TooMany(context, ModerationDesk.FullWait, Reporting.FullSentence),
            _ => NoSuchReview(),
        };
    }

    private static ProblemHttpResult NoSuchReview() =>
        TypedResults.Problem("There is no review with that id.", statusCode: StatusCodes.Status404NotFound);
}
