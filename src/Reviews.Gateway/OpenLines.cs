using Microsoft.AspNetCore.Http.Features;

namespace Reviews.Gateway;

/// <summary>
/// Ends WebSockets when the front stops. They would hold the stop up for as long as that may take; their clients come back by themselves.
/// </summary>
internal sealed class OpenLines(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true })
        {
            await next(context);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = either.Token;
        await next(context);
    }
}
