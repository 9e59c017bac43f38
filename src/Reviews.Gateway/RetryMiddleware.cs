using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Reviews.Gateway;

/// <summary>Retries a request on another API if the first died before responding, but only where a repeat does no harm.</summary>
/// <remarks>
/// A request that was never sent may go anywhere. One that was sent is retried only if it is a read or a PUT: there is one vote per member,
/// and the same stars again change nothing. A sent DELETE is not retried, because the second response would be 404 where the first was a
/// success. A live connection that an API refused also goes to another: nothing came of the first.
/// </remarks>
internal sealed class RetryMiddleware(RequestDelegate next)
{
    private static readonly string[] RepeatableMethods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put];

    public async Task InvokeAsync(HttpContext context)
    {
        var repeatable = IsRepeatable(context.Request);
        if (repeatable && context.Request.ContentLength > 0) context.Request.EnableBuffering(GatewayLimits.RepeatableBodyBytes);

        var proxy = context.GetReverseProxyFeature();
        var healthy = proxy.AvailableDestinations;
        for (var tried = new List<DestinationState>(GatewayLimits.MaxTries); ;)
        {
            await next(context);
            if (!MayRepeat(context, repeatable) || proxy.ProxiedDestination is not { } failed) return;
            tried.Add(failed);
            var others = Others(healthy, proxy.AllDestinations, tried);
            if (tried.Count == GatewayLimits.MaxTries || others.Length == 0) return;
            Reset(context, proxy, others);
        }
    }

    /// <summary>Whether a request with this method may be sent again.</summary>
    public static bool IsRepeatable(string method) => RepeatableMethods.Contains(method);

    private static bool IsRepeatable(HttpRequest request) =>
        IsRepeatable(request.Method)
        && (request.ContentLength ?? (HasBody(request) ? long.MaxValue : 0)) <= GatewayLimits.RepeatableBodyBytes;

    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private static bool MayRepeat(HttpContext context, bool repeatable) =>
        !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && (
            RefusedLine.IsNotedIn(context) || (
                ForwardFailure.Of(context) is { } failure && (failure.NeverSent || (failure.Broken && repeatable))));

    /// <summary>The APIs not tried yet: the healthy ones, or, once these are used up, any; an unhealthy one may have recovered.</summary>
    private static DestinationState[] Others(
        IEnumerable<DestinationState> healthy, IEnumerable<DestinationState> all, IReadOnlyCollection<DestinationState> tried)
    {
        DestinationState[] left = [.. healthy.Except(tried)];
        return left.Length > 0 ? left : [.. all.Except(tried)];
    }

    private static void Reset(HttpContext context, IReverseProxyFeature proxy, IReadOnlyList<DestinationState> apis)
    {
        proxy.AvailableDestinations = apis;
        proxy.ProxiedDestination = null;
        context.Features.Set<IForwarderErrorFeature>(null);
        RefusedLine.Forget(context);
        context.Response.Clear();
        if (context.Request.Body.CanSeek) context.Request.Body.Position = 0;
    }
}
