using Microsoft.AspNetCore.Diagnostics;
using Reviews.Application.Http;
using Reviews.Application.Mail;

namespace Reviews.Api.Problems;

/// <summary>Answers 503 where a letter could not be posted because too many wait.</summary>
internal sealed class OutboxProblems(IProblemDetailsService problems) : IExceptionHandler
{
    private const string Sentence = "Too many mails wait to be sent, so another one can't be promised now. "
        + "What you asked for may have been done all the same; repeating it is safe.";

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
