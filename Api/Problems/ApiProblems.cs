using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Http;
using Reviews.Application.Outcomes;

namespace Reviews.Api.Problems;

/// <summary>The refusals shared by several features.</summary>
internal static class ApiProblems
{
    public static ProblemHttpResult NotSignedIn() => OutcomeMeanings.SignedOut.ToProblem();

    public static ProblemHttpResult NoSuchFilm() => OutcomeMeanings.UnknownFilm.ToProblem();

    public static ProblemHttpResult NoSuchMember() => OutcomeMeanings.UnknownMember.ToProblem();

    /// <inheritdoc cref="OutcomeMeanings.Suspended"/>
    public static ProblemHttpResult Suspended() => OutcomeMeanings.Suspended.ToProblem();

    /// <summary>
    /// Refuses before any endpoint: a problem with the sentence for programs, a bare status for pages, to which the status page gives its
    /// text.
    /// </summary>
    public static Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return MachinePaths.Covers(context.Request.Path)
            ? TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(context)
            : Task.CompletedTask;
    }

    /// <summary>503: nothing was done, and it will be possible soon.</summary>
    public static ProblemHttpResult Busy(HttpContext context, string sentence)
    {
        RetryAfterHeader.Set(context.Response, RetryAfterHeader.AfterFailure);
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>400 that names the field.</summary>
    public static ValidationProblem Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400 that names the fields.</summary>
    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, "One or more values are out of range: see errors.");
}
