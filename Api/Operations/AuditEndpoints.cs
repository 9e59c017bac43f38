using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Contracts.Films;

namespace Reviews.Api.Operations;

/// <summary>Recounts a film from its votes, for operators.</summary>
internal static class AuditEndpoints
{
    public static RouteGroupBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin/audit").WithTags("Operators").RequireAuthorization(AccountServices.OperatorsOnly);
        group.MapGet("/{filmId}", GetAsync).WithSummary("Recounts the film from its votes and compares with what it serves.");
        return group;
    }

    private static async Task<Results<Ok<AuditResponse>, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader reader, IGrainFactory grains, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(AuditResponse.Of(await grains.GetGrain<IFilmGrain>(filmId).AuditAsync()));
    }
}
