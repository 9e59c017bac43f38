using Microsoft.AspNetCore.Http.Features;

namespace Reviews.Gateway;

/// <summary>
/// Closes WebSockets when the gateway stops. They would delay the shutdown as long as allowed; their clients reconnect automatically.
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
