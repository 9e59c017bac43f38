using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;

namespace Reviews.Api.Moderation;

/// <summary>The writer of a hidden review appeals.</summary>
internal static class AppealEndpoints
{
    public static void MapAppeals(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/films/{filmId}/reviews/me/appeal", AppealAsync).WithTags("Reviews").RequireAuthorization()
            .Reads(typeof(AppealRequest)).WithSummary(
                "Asks the moderators to look again at my hidden review: 409 the second time since it was hidden, 422 if it is not.");

    private static async Task<Results<Accepted, ProblemHttpResult, ValidationProblem>> AppealAsync(
        string filmId, HttpContext context, FilmReader films, Appeals appeals)
    {
        if (MemberStampValidator.IsSuspended(context)) return ApiProblems.Suspended();
        if (await films.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        if (await appeals.RefusalAsync(context, filmId) is { } refused) return Answer(context, refused);
        var (body, refusal) = await JsonBody.ReadAsync<AppealRequest>(context.Request);
        return body is null ? refusal! : Answer(context, await appeals.AppealAsync(context, filmId, body.Text));
    }

    private static Results<Accepted, ProblemHttpResult, ValidationProblem> Answer(HttpContext context, AppealResult result) => result switch
    {
        AppealResult.Taken => TypedResults.Accepted((string?)null),
        AppealResult.Unfit => ApiProblems.Invalid("text", AppealResults.Of(result).Detail!),
        _ => AppealResults.Of(result).ToProblem(context.Response),
    };
}

/// <summary>An appeal as it is sent.</summary>
internal sealed record AppealRequest
{
    /// <summary>Why the review should be shown; 1 to 2,000 characters of plain text.</summary>
    public string? Text { get; init; }
}
