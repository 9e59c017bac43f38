using Microsoft.AspNetCore.Diagnostics;
using Reviews.Application.Damage;
using Reviews.Application.Failures;
using Reviews.Application.Http;

namespace Reviews.Api.Problems;

/// <summary>Turns exceptions into answers: 503 for the store and the cluster, otherwise 500; never with a name from the code.</summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var status = ExceptionStatus.Of(exception);
        httpContext.Response.StatusCode = status.Status;
        if (DamagedContent.Of(exception) is { } damaged)
        {
            DamageAnswers.Note(httpContext, damaged);   // not logged: it was when it was found, and readers may ask often
        }
        else
        {
            Log(status, httpContext, exception);
            if (status.Status == StatusCodes.Status503ServiceUnavailable)
                RetryAfterHeader.Set(httpContext.Response, RetryAfterHeader.AfterFailure);
        }

        // A page's answer stays bare here: the status pages outside give it its text.
        if (MachinePaths.Covers(httpContext.Request.Path)) await problems.TryWriteAsync(new() { HttpContext = httpContext });
        return true;
    }

    private void Log(ExceptionStatus status, HttpContext http, Exception exception)
    {
        var (method, path) = (http.Request.Method, http.Request.Path);
        if (!status.Expected) LogBug(method, path, exception);
        else if (status.Status >= 500) LogUnavailable(method, path, exception);
    }
}
