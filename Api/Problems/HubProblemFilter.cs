using Microsoft.AspNetCore.Http.Features;
using Reviews.Application.Http;

namespace Reviews.Api.Problems;

/// <summary>
/// SignalR refuses a bad negotiation or a lost connection id in plain text; this leaves the status and lets the problem be written instead.
/// </summary>
internal sealed class HubProblemFilter(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // A WebSocket's bytes do not go through the body.
        if (context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true || HttpMethods.IsConnect(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Response.Body = new UnlessRefused(body, context.Response);
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400 })
            (context.Response.ContentType, context.Response.ContentLength) = (null, null);
    }

    /// <summary>Passes everything on, but nothing of an answer that refuses.</summary>
    private sealed class UnlessRefused(Stream body, HttpResponse response) : WriteOnlyStream
    {
        private bool IsRefused => response.StatusCode >= 400 && !response.HasStarted;

        public override Task FlushAsync(CancellationToken cancellationToken) =>
            IsRefused ? Task.CompletedTask : body.FlushAsync(cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            IsRefused ? ValueTask.CompletedTask : body.WriteAsync(buffer, cancellationToken);
    }
}
