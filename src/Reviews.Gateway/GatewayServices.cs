using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Reviews.Gateway;

/// <summary>One address for all APIs: any request may go to any of them, and callers don't notice if one dies.</summary>
internal static class GatewayServices
{
    /// <summary>Adds the gateway for the given APIs, with a time limit for each call.</summary>
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder, IEnumerable<Uri> apis, TimeSpan callTimeout)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = GatewayLimits.ShutdownTimeout);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = GatewayLimits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = GatewayLimits.HeaderBytes;
            kestrel.Limits.MaxConcurrentConnections = GatewayLimits.Connections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = GatewayLimits.Connections;
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, SentOnce>();
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, RefusedConnections>();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(GatewayRoutes.Routes(callTimeout), GatewayRoutes.Clusters(apis))
            // The APIs see the address the client requested and the client's own address; any forwarded headers sent by clients are
            // dropped.
            .AddTransforms(transforms => transforms.AddOriginalHost().AddXForwarded(ForwardedTransformActions.Set)
                .AddResponseTransform(RefusedLine.SuppressAsync));
        return builder;
    }

    /// <summary>Routes everything through the gateway.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.Use(next => context => DottedPath.InvokeAsync(context, next));
        app.Use(next => context => Unavailable.InvokeAsync(context, next));
        app.UseMiddleware<OpenLines>();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<RetryMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        return app;
    }
}
