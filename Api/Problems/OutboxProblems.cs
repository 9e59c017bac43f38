using Microsoft.AspNetCore.Diagnostics;
using Reviews.Application.Http;
using Reviews.Application.Mail;

namespace Reviews.Api.Problems;

/// <summary>Answers 503 when an email could not be queued because too many are waiting.</summary>
internal sealed class OutboxProblems(IProblemDetailsService problems) : IExceptionHandler
{
    private const string Sentence = "Too many emails are waiting to be sent, so no more can be accepted right now. "
        + "What you asked for may still have been done; it's safe to try again.";

    /// <summary>When to try again: 1 min.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not OutboxFullException) return false;
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        RetryAfterHeader.Set(httpContext.Response, RetryAfter);

        // A page's answer stays bare here: the status pages outside give it its text.
        if (MachinePaths.Covers(httpContext.Request.Path))
            await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = { Detail = Sentence } });
        return true;
    }
}
