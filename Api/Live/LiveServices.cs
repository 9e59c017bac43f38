using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Reviews.Api.Embed;
using Reviews.Application.Http;

namespace Reviews.Api.Live;

/// <summary>Registers the live hub.</summary>
internal static class LiveServices
{
    /// <summary>Adds the hub and its relay. Needs the films' index.</summary>
    public static IServiceCollection AddLiveRatings(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<RatingsHub>(hub =>
        {
            hub.MaximumReceiveMessageSize = LiveLimits.MaxMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.EnableDetailedErrors = false;
            hub.AddFilter<LiveCallFilter>();
        });
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<LiveCallFilter>();
        services.AddSingleton<HubLifetimeManager<RatingsHub>, LiveLifetime>();
        services.AddSingleton<LiveRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRelay>());
        // SignalR logs each refusal with its stack as an error; our filter logs real errors.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        return services;
    }

    /// <summary>Maps the hub at <c>/hubs/ratings</c>, for anyone.</summary>
    public static HubEndpointConventionBuilder MapLiveRatings(this IEndpointRouteBuilder routes)
    {
        var live = routes.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value;
        var hub = routes.MapHub<RatingsHub>("/hubs/ratings", transport =>
        {
            transport.TransportMaxBufferSize = LiveLimits.MaxBufferedBytes;
            transport.ApplicationMaxBufferSize = LiveLimits.MaxMessageBytes;
            transport.TransportSendTimeout = live.SendTimeout;
        });
        hub.AllowAnonymous().RequireCors(ForeignReads.Live);
        hub.Add(endpoint => RefuseOnceStopping(endpoint, routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()));
        return hub;
    }

    /// <summary>A client whose connection the shutdown has closed reconnects at once, before the server is gone. If it were admitted, it
    /// would delay the shutdown.</summary>
    private static void RefuseOnceStopping(EndpointBuilder endpoint, IHostApplicationLifetime lifetime)
    {
        var serve = endpoint.RequestDelegate ?? throw new InvalidOperationException("The hub's endpoints serve requests.");
        endpoint.RequestDelegate = context =>
        {
            if (!lifetime.ApplicationStopping.IsCancellationRequested) return serve(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            RetryAfterHeader.Set(context.Response, RetryAfterHeader.AfterFailure);
            return Task.CompletedTask;
        };
    }
}
