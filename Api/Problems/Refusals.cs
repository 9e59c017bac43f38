using Microsoft.AspNetCore.Http.HttpResults;

namespace Reviews.Api.Problems;

/// <summary>The refusals that several features give.</summary>
internal static class Refusals
{
    public static ProblemHttpResult NotSignedIn() => TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);

    public static ProblemHttpResult NoSuchFilm() =>
        TypedResults.Problem("There is no film of that id.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A moderator has taken the right to write away for now.</summary>
    public static ProblemHttpResult Suspended() =>
        TypedResults.Problem("You are suspended: you can read, export your data and erase yourself, but not write.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>400 that names the field.</summary>
    public static ValidationProblem Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400 that names the fields.</summary>
    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, "One or more values are out of range: see errors.");
}
