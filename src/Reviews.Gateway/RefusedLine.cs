using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Transforms;

namespace Reviews.Gateway;

/// <summary>
/// A live hub connection that an API did not accept, because it is stopping or full: another API may accept it.
/// </summary>
internal sealed class RefusedLine
{
    private static readonly RefusedLine Noted = new();

    /// <summary>
    /// Holds such a response back, so that <see cref="RetryMiddleware"/> can try another API. If none is left, the caller gets it.
    /// </summary>
    public static ValueTask SuppressAsync(ResponseTransformContext answer)
    {
        var context = answer.HttpContext;
        if (context.Response.StatusCode != StatusCodes.Status503ServiceUnavailable || !IsLine(context)) return ValueTask.CompletedTask;
        answer.SuppressResponseBody = true;
        context.Response.ContentLength = 0;
        context.Response.Headers.RetryAfter = $"{GatewayLimits.RetryAfterSeconds}";
        context.Features.Set(Noted);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the last API tried did not accept the connection.</summary>
    public static bool IsNotedIn(HttpContext context) => context.Features.Get<RefusedLine>() is not null;

    public static void Forget(HttpContext context) => context.Features.Set<RefusedLine>(null);

    private static bool IsLine(HttpContext context) => context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
}
