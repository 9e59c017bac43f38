using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Http;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;

namespace Reviews.Api.ReaderReviews;

/// <summary>Reviews by readers.</summary>
internal static class ReviewEndpoints
{
    public static RouteGroupBuilder MapReaderReviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/films/{filmId}/reviews").WithTags("Reviews");
        group.MapGet("", ListAsync).WithMetadata(StampCheck.NotHere)
            .WithSummary("The film's reviews, page by page: ?sort=recent (newest first) or helpful.");
        group.MapGet("/{reviewId}", GetAsync).WithMetadata(StampCheck.NotHere).WithSummary("One review.");
        group.MapMyReview();
        group.MapHelpful();
        return group;
    }

    private static async Task<Results<Ok<Feed<ReviewResponse>>, ProblemHttpResult, ValidationProblem>> ListAsync(
        string filmId, string? sort, string? cursor, string? pageSize, FilmReader films, ReviewReader reader, HttpContext context)
    {
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        var errors = new Dictionary<string, string[]>();
        if (!ReviewSorts.TryRead(sort, out var order)) errors["sort"] = ["Must be recent or helpful."];
        if (cursor is not null && !ReviewPlace.TryParse(cursor, out _)) errors["cursor"] = ["Must be the 'next' of an earlier page."];
        if (!TryReadLength(pageSize, out var length)) errors["pageSize"] = [$"Must be 1 to {ReviewPage.MaxLength}."];
        if (errors.Count > 0) return ApiProblems.Invalid(errors);

        var page = await reader.PageAsync(filmId, order, cursor, length);
        context.Response.Headers.CacheControl = Caching.OfList(page.IsIncomplete);
        return TypedResults.Ok(new Feed<ReviewResponse>([.. page.Reviews.Select(ReviewResponse.Of)], page.Next, page.IsIncomplete));
    }

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> GetAsync(
        string filmId, string reviewId, FilmReader films, ReviewReader reader, HttpContext context)
    {
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        if (!MemberIds.TryParse(reviewId, out var userId) || await reader.FindAsync(filmId, userId) is not { } review)
            return ReviewOutcomes.OfReview(ReviewOutcome.NoReview).ToProblem();
        context.Response.Headers.CacheControl = Caching.FiveSeconds;
        return TypedResults.Ok(ReviewResponse.Of(review));
    }

    private static bool TryReadLength(string? text, out int length)
    {
        length = ReviewReader.PageSize;
        return text is null || (int.TryParse(text, out length) && length is >= 1 and <= ReviewPage.MaxLength);
    }
}
