using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;

namespace Reviews.Api.Moderation;

/// <summary>Members report reviews.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/films/{filmId}/reviews/{reviewId}/reports", ReportAsync).WithTags("Reviews").RequireAuthorization()
            .WithSummary(
                "Reports a review to the moderators. A second report by the same member changes nothing.").Reads(typeof(ReasonRequest));

    private static async Task<Results<Accepted, ProblemHttpResult, ValidationProblem>> ReportAsync(
        string filmId, string reviewId, HttpContext context, FilmReader reader, ReportService reports)
    {
        if (MemberStampValidator.IsSuspended(context)) return ApiProblems.Suspended();
        if (await reader.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        if (!MemberIds.TryParse(reviewId, out var authorId) || await reports.FindAsync(filmId, authorId) is null)
            return ReportOutcomes.Of(ReportOutcome.NoReview).ToProblem();
        var (body, refusal) = await JsonBody.ReadAsync<ReasonRequest>(context.Request);
        if (body is null) return refusal!;
        if (Reasons.Tidy(body.Reason) is not { } reason) return ApiProblems.Invalid("reason", Reasons.Rule);

        var (outcome, wait) = await reports.ReportAsync(Caller.Required(context).UserId, filmId, authorId, reason);
        return outcome == ReportOutcome.Taken
            ? TypedResults.Accepted((string?)null)
            : ReportOutcomes.Of(outcome).ToProblem(context.Response, wait);
    }
}
