using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Yarp.ReverseProxy.Forwarder;

namespace Reviews.Gateway;

/// <summary>The gateway's own response when no API could respond: 503 with Retry-After, never 502 or 504.</summary>
internal static class Unavailable
{
    private const string ContentType = "application/problem+json";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.GetForwarderErrorFeature() is not { } failure || IsTheCallers(failure, context)) return;

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{GatewayLimits.RetryAfterSeconds}";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(Problem(context), options: null, ContentType, CancellationToken.None);
    }

    /// <summary>Whether the caller has disconnected, so that nobody is waiting, or sent a body that can't be read.</summary>
    /// <remarks>
    /// Not decided by the kind of failure: an API that exceeds the call's time limit also ends as 'cancelled', with 400. The timeout's
    /// token replaces the caller's only further down the pipeline; here the caller's is back.
    /// </remarks>
    private static bool IsTheCallers(IForwarderErrorFeature failure, HttpContext context) =>
        failure.Error == ForwarderError.RequestBodyClient || context.RequestAborted.IsCancellationRequested;

    private static ProblemDetails Problem(HttpContext context) => new()
    {
        Type = "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4",
        Title = "Not available now",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = "No server could answer now. A write may have taken effect; it is safe to repeat it.",
        Extensions = { ["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier },
    };
}
