using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>Whether someone's review helped me.</summary>
internal static class HelpfulEndpoints
{
    public static void MapHelpful(this RouteGroupBuilder reviews)
    {
        var group = reviews.MapGroup("/{reviewId}/helpful").RequireAuthorization();
        group.MapPut("", MarkAsync).WithSummary(
            "Marks a review as helpful, or with {\"helpful\": false} as not helpful. Not for my own.").Reads(typeof(HelpfulRequest));
        group.MapDelete("", UnmarkAsync).WithSummary("Withdraws my mark.");
    }

    private static async Task<Results<Ok<HelpfulVoteResponse>, ProblemHttpResult>> MarkAsync(
        string filmId, string reviewId, FilmReader films, ReviewService reviewing, HttpContext context)
    {
        if (await RefusalAsync(filmId, reviewId, films, context) is { } refusal) return refusal;
        var isHelpful = true;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            var (body, unread) = await JsonBody.ReadAsync<HelpfulRequest>(context.Request);
            if (body is null) return unread!;
            isHelpful = body.Helpful ?? true;
        }

        return await SayAsync(filmId, reviewId, isHelpful, reviewing, context);
    }

    private static async Task<Results<Ok<HelpfulVoteResponse>, ProblemHttpResult>> UnmarkAsync(
        string filmId, string reviewId, FilmReader films, ReviewService reviewing, HttpContext context) =>
        await RefusalAsync(filmId, reviewId, films, context) is { } refusal
            ? refusal
            : await SayAsync(filmId, reviewId, null, reviewing, context);

    /// <summary>403 before 404.</summary>
    private static async Task<ProblemHttpResult?> RefusalAsync(string filmId, string reviewId, FilmReader films, HttpContext context)
    {
        var isId = MemberIds.TryParse(reviewId, out var reviewerId);
        if (isId && reviewerId == Caller.Required(context).UserId) return Refuse(ReviewOutcome.Own);
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        return isId ? null : Refuse(ReviewOutcome.NoReview);
    }

    private static async Task<Results<Ok<HelpfulVoteResponse>, ProblemHttpResult>> SayAsync(
        string filmId, string reviewId, bool? isHelpful, ReviewService reviewing, HttpContext context)
    {
        _ = MemberIds.TryParse(reviewId, out var reviewerId);
        var answer = await reviewing.MarkAsync(Caller.Required(context), filmId, reviewerId, isHelpful);
        return answer.Outcome == ReviewOutcome.Done
            ? TypedResults.Ok(new HelpfulVoteResponse(filmId, reviewId, answer.Helpful))
            : ReviewOutcomes.OfMark(answer.Outcome).ToProblem(context.Response);
    }

    private static ProblemHttpResult Refuse(ReviewOutcome outcome) => ReviewOutcomes.OfMark(outcome).ToProblem();
}
