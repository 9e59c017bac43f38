using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Damage;

namespace Reviews.Api.Problems;

/// <summary>The refusals shared by several features.</summary>
internal static class Refusals
{
    public static ProblemHttpResult NotSignedIn() => TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);

    public static ProblemHttpResult NoSuchFilm() =>
        TypedResults.Problem("There is no film with that id.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A moderator has taken the right to write away for now.</summary>
    public static ProblemHttpResult Suspended() =>
        TypedResults.Problem("Your account is suspended: you can read, export your data and erase your account, but not post or vote.",
            statusCode: StatusCodes.Status403Forbidden);

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

    /// <summary>429 that says how long to wait.</summary>
    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait, string sentence)
    {
        SayWhen(context.Response, wait);
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>503: nothing was done, and it will be possible soon.</summary>
    public static ProblemHttpResult Busy(HttpContext context, string sentence)
    {
        SayWhen(context.Response, ExceptionProblems.RetryAfter);
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>503: the time ran out, and nobody knows whether it was done.</summary>
    public static ProblemHttpResult Unsure(HttpContext context) =>
        Busy(context, "This was not confirmed in time. It may have taken effect; it is safe to repeat it.");

    /// <summary>
    /// 503: what was asked for is damaged in the store. The text is written from what is noted here, for programs and on a page.
    /// </summary>
    public static StatusCodeHttpResult Damaged(HttpContext context, DamagedContent damaged)
    {
        SayDamaged(context, damaged);
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Notes for whoever writes the answer that something is damaged, and when to ask again.</summary>
    public static void SayDamaged(HttpContext context, DamagedContent damaged)
    {
        context.Features.Set(damaged);
        context.Response.Headers.CacheControl = "no-store";
        SayWhen(context.Response, DamagedContent.RetryAfter);
    }

    /// <summary>Sets when to ask again, in whole seconds, at least one.</summary>
    public static void SayWhen(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>400 that names the field.</summary>
    public static ValidationProblem Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400 that names the fields.</summary>
    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, "One or more values are out of range: see errors.");
}
