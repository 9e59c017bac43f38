using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Films.Editing;
using Reviews.Application.Films.Import;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;
using Reviews.Domain.Titles;

namespace Reviews.Api.Films;

/// <summary>Editors add films and correct them.</summary>
internal static class FilmEditEndpoints
{
    public static RouteGroupBuilder MapFilmEditing(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/films/{filmId}").WithTags("Editors").RequireAuthorization(AccountServices.EditorsOnly);
        group.MapPut("", PutAsync).Reads(typeof(FilmInput)).WithSummary(
            "Creates a film or sets its details; imports won't overwrite what was set. With the ETag in If-Match: 409 with both "
                + "versions if it has changed since.");
        return group;
    }

    private static async Task<Results<Ok<FilmResponse>, Created<FilmResponse>, ProblemHttpResult, ValidationProblem>> PutAsync(
        string filmId, HttpContext context, FilmEditing editing, FilmReader reader, TimeProvider time)
    {
        if (!Slug.IsValid(filmId)) return ApiProblems.NoSuchFilm();
        var (body, refusal) = await JsonBody.ReadAsync<FilmInput>(context.Request);
        if (body is null) return refusal!;
        if (!TryReadExpected(context.Request, out var expected))
            return ApiProblems.Invalid("If-Match", "Must be the ETag of the film as it was read.");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (FilmCheck.Check(body.ToRaw(), today, out var errors) is not { } film) return ApiProblems.Invalid(errors.ToDictionary());
        if (await editing.FindAsync(filmId) is null && await editing.PlaceAsync(film) is var place
            && (place.IsTaken || place.FilmId != filmId)) return Misplaced(place);

        var answer = await editing.SaveAsync(Caller.Required(context).UserId, filmId, film, expected);
        if (answer.Outcome == CorrectionOutcome.Stale) return Stale(answer.Film, FilmDrafts.New(filmId, film), reader);
        context.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue(reader.TagOf(answer.Film));
        context.Response.Headers.CacheControl = Caching.Never;
        var response = Document(answer.Film, reader)!;
        return answer.Outcome == CorrectionOutcome.Made
            ? TypedResults.Created($"/api/films/{filmId}", response)
            : TypedResults.Ok(response);
    }

    /// <summary>The revision in the caller's tag, 0 when it wants to create the film; later votes don't matter.</summary>
    private static bool TryReadExpected(HttpRequest request, out int? expected)
    {
        expected = null;
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch is [var none] && none.Equals(EntityTagHeaderValue.Any)) expected = 0;
        if (request.Headers.IfMatch.Count == 0) return true;
        if (headers.IfMatch is not [var tag] || FilmReader.RevisionIn(tag.Tag.Value) is not { } revision) return false;
        expected = revision;
        return true;
    }

    private static ProblemHttpResult Misplaced(FilmPlace place) => TypedResults.Problem(
        place switch
        {
            { FilmId: null } => ImportLimits.TooManyNamesakes,
            { IsTaken: true } => $"That film already exists: {place.FilmId}.",
            _ => $"The id of a new film with that title and release year is {place.FilmId}.",
        },
        statusCode: StatusCodes.Status422UnprocessableEntity);

    private static ProblemHttpResult Stale(FilmState current, FilmDetails sent, FilmReader reader) => TypedResults.Problem(
        "Someone else has saved the film since you read it: 'current' is how it is now, 'sent' is what you wrote.",
        statusCode: StatusCodes.Status409Conflict,
        extensions: new Dictionary<string, object?>
        {
            ["current"] = Document(current, reader),
            ["currentTag"] = current.Details is null ? null : reader.TagOf(current),
            ["sent"] = FilmInput.Of(sent),
        });

    private static FilmResponse? Document(FilmState film, FilmReader reader) =>
        film.Details is { } details ? FilmResponse.Of(details, reader.CriticOf(film), reader.Weigh(film.Rating)) : null;
}
