using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Outcomes;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>My own review of a film.</summary>
internal static class MyReviewEndpoints
{
    public static void MapMyReview(this RouteGroupBuilder reviews)
    {
        var mine = reviews.MapGroup("/me").RequireAuthorization();
        mine.MapGet("", GetAsync).WithSummary("My review, shown or not.");
        mine.MapPut("", WriteAsync).WithSummary("Writes my review or replaces it; with stars, casts my vote as well.")
            .Reads(typeof(ReviewTextInput)).WithMetadata(new RequestSizeLimitAttribute(ReviewTextInput.MaxBytes));
        mine.MapDelete("", WithdrawAsync).WithSummary("Withdraws my review; my vote stays.");
    }

    private static async Task<Results<Ok<MyReviewResponse>, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader films, ReviewReader reader, HttpContext context)
    {
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        if (await reader.OwnAsync(filmId, Caller.Required(context).UserId) is not { } review)
            return OutcomeMeanings.NotReviewed.ToProblem();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(MyReviewResponse.Of(review));
    }

    private static async Task<Results<Ok<MyReviewResponse>, ProblemHttpResult, ValidationProblem>> WriteAsync(
        string filmId, FilmReader films, ReviewWithVote writing, ReviewReader reader, HttpContext context)
    {
        var caller = Caller.Required(context);
        // before the review takes a place in the moderators' queue
        if (MemberStampValidator.IsSuspended(context)) return ApiProblems.Suspended();
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        var (body, refusal) = await JsonBody.ReadAsync<ReviewTextInput>(context.Request);
        if (body is null) return refusal!;
        if (body.Read(out var errors) is not { } text) return ApiProblems.Invalid(errors);

        var result = await writing.WriteAsync(caller, filmId, text, body.Stars?.Value);
        if (result.Review is not { } written) return result.Meaning.ToProblem(context.Response, result.Wait);
        return TypedResults.Ok(MyReviewResponse.Of(await reader.OwnAsync(filmId, caller.UserId) ?? written));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string filmId, FilmReader films, ReviewService reviews, HttpContext context)
    {
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        var (answer, _) = await reviews.WriteAsync(Caller.Required(context), filmId, null);
        return answer.Outcome switch
        {
            ReviewOutcome.Done => TypedResults.NoContent(),
            ReviewOutcome.NoReview => OutcomeMeanings.NotReviewed.ToProblem(),
            var other => ReviewOutcomes.OfReview(other).ToProblem(context.Response),
        };
    }
}
