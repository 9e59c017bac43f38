using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Embed;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;

namespace Reviews.Api.Films;

/// <summary>A film's rating as everyone sees it, and how it is weighted.</summary>
internal static class RatingEndpoints
{
    public static RouteGroupBuilder MapRatings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").WithTags("Ratings").WithMetadata(StampCheck.NotHere);
        group.MapGet("/films/{filmId}/rating", GetAsync).RequireCors(ForeignReads.Read)
            .WithSummary("The rating now. Its ETag changes with the votes and the method.");
        group.MapGet("/films/{filmId}/rating/timeline", TimelineAsync).WithSummary(
            "Current votes by the UTC day they were cast, oldest first.");
        group.MapGet("/films/{filmId}/rating/marks", MarksAsync).WithSummary(
            "Surges of votes from new accounts, and periods whose votes moderators have excluded.");
        group.MapGet("/ratings/method", Method).WithSummary("How the weighted score is calculated.");
        return group;
    }

    private static async Task<Results<Ok<RatingMessage>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader reader, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is not { } film) return ApiProblems.NoSuchFilm();
        if (Caching.IsKnown(context, reader.TagOf(film.Rating))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(reader.Weigh(film.Rating));
    }

    private static async Task<Results<Ok<IReadOnlyList<TimelinePoint>>, StatusCodeHttpResult, ProblemHttpResult>> TimelineAsync(
        string filmId, FilmReader reader, TimelineReader timelines, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is not { } film) return ApiProblems.NoSuchFilm();
        if (Caching.IsKnown(context, $"\"{film.Rating.Version}\"")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(await timelines.ReadAsync(film.Rating, context.RequestAborted));
    }

    private static async Task<Results<Ok<IReadOnlyList<SurgeAnnotationResponse>>, StatusCodeHttpResult, ProblemHttpResult>> MarksAsync(
        string filmId, FilmReader reader, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is not { } film) return ApiProblems.NoSuchFilm();
        if (Caching.IsKnown(context, $"\"{film.Rating.Version}\"")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok<IReadOnlyList<SurgeAnnotationResponse>>([.. (film.Rating.Marks ?? []).Select(SurgeAnnotationResponse.Of)]);
    }

    private static Ok<MethodResponse> Method(MethodCache method, HttpResponse response)
    {
        response.Headers.CacheControl = Caching.FiveSeconds;
        return TypedResults.Ok(MethodResponse.Of(method.Current));
    }
}
