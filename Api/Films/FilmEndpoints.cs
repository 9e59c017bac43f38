using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Problems;

namespace Reviews.Api.Films;

/// <summary>Films as everybody reads them, from the node's index.</summary>
internal static class FilmEndpoints
{
    public static IServiceCollection AddFilms(this IServiceCollection services) =>
        services.AddSingleton<FilmReader>().AddSingleton<FilmList>().AddSingleton<VoteMeter>().AddSingleton<Voting>().AddSingleton<TimelineReader>()
            .AddSingleton<PendingVotes>();

    public static RouteGroupBuilder MapFilms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/films").WithTags("Films").WithMetadata(StampCheck.NotHere);
        group.MapGet("", List).WithSummary("The films, page by page.");
        group.MapGet("/{filmId}", GetAsync).WithSummary("A film with its rating.");
        return group;
    }

    private static Results<Ok<ListPage<FilmSummary>>, ValidationProblem> List(
        string? sort, string? page, string? pageSize, FilmList films, FilmReader reader, HttpResponse response)
    {
        var query = FilmListQuery.Read(sort, page, pageSize, out var errors);
        if (errors.Count > 0) return Refusals.Invalid(errors);
        var (items, total) = films.Page(query.Sort, query.Page, query.PageSize);
        response.Headers.CacheControl = Caching.FiveSeconds;
        return TypedResults.Ok(new ListPage<FilmSummary>(
            [.. items.Select(film => FilmSummary.Of(film.Details!, reader.Weigh(film.Rating)))], total, query.Page, query.PageSize));
    }

    private static async Task<Results<Ok<FilmDocument>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader reader, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is not { Details: { } details } film) return Refusals.NoSuchFilm();
        if (Caching.IsKnown(context, reader.TagOf(film))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(FilmDocument.Of(details, reader.Weigh(film.Rating)));
    }
}
