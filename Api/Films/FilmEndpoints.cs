using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Films;

/// <summary>Films as everyone sees them, from the node's index.</summary>
internal static class FilmEndpoints
{
    public static RouteGroupBuilder MapFilms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/films").WithTags("Films").WithMetadata(StampCheck.NotHere);
        group.MapGet("", List).WithSummary(
            "Films, page by page: searched, filtered and sorted. ?facets=true adds the filters that are left, with counts.");
        group.MapGet("/{filmId}", GetAsync).WithSummary("A film with its rating.");
        return group;
    }

    /// <param name="parameters">Which films.</param>
    /// <param name="facets">True adds the available filters.</param>
    /// <param name="catalogue">Has them.</param>
    /// <param name="reader">Weighs their ratings.</param>
    /// <param name="response">May be kept for a while.</param>
    private static Results<Ok<FilmPage>, ValidationProblem> List(
        [AsParameters] FilmParameters parameters, string? facets, FilmCatalogue catalogue, FilmReader reader, HttpResponse response)
    {
        var query = parameters.Read(out var errors);
        var withFacets = false;
        if (facets is not null && !bool.TryParse(facets, out withFacets)) errors["facets"] = ["Must be true or false."];
        if (errors.Count > 0) return ApiProblems.Invalid(errors);
        var listing = catalogue.Browse(query);
        response.Headers.CacheControl = Caching.OfList(listing.IsIncomplete);
        return TypedResults.Ok(new FilmPage(
            [.. listing.Films.Select(film => FilmSummary.Of(film.Details!, reader.CriticOf(film), reader.Weigh(film.Rating)))],
            listing.Total,
            query.Page,
            query.PageSize,
            withFacets ? listing.Facets : null,
            listing.IsIncomplete));
    }

    private static async Task<Results<Ok<FilmResponse>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader reader, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is not { Details: { } details } film) return ApiProblems.NoSuchFilm();
        if (Caching.IsKnown(context, reader.TagOf(film))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(FilmResponse.Of(details, reader.CriticOf(film), reader.Weigh(film.Rating)));
    }
}
