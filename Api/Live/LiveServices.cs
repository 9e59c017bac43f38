using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Reviews.Api.Live;

/// <summary>Registers the live hub.</summary>
internal static class LiveServices
{
    /// <summary>Adds the hub and its relay. Needs the films' index.</summary>
    public static IServiceCollection AddLiveRatings(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSignalR().AddHubOptions<RatingsHub>(hub =>
        {
            hub.MaximumReceiveMessageSize = LiveLimits.MaxMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.EnableDetailedErrors = false;
            hub.AddFilter<LiveCallFilter>();
        });
        services.AddSingleton<LiveCallFilter>();
        services.AddSingleton<HubLifetimeManager<RatingsHub>, LiveLifetime>();
        services.AddSingleton<LiveRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRelay>());
        // SignalR logs each refusal with its stack as an error; our filter logs what is one.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        return services;
    }

    /// <summary>Maps the hub at <c>/hubs/ratings</c>, for anybody.</summary>
    public static HubEndpointConventionBuilder MapLiveRatings(this IEndpointRouteBuilder routes)
    {
        var live = routes.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value;
        var hub = routes.MapHub<RatingsHub>("/hubs/ratings", transport =>
        {
            transport.TransportMaxBufferSize = LiveLimits.MaxBufferedBytes;
            transport.ApplicationMaxBufferSize = LiveLimits.MaxMessageBytes;
            transport.TransportSendTimeout = live.SendTimeout;
        });
        hub.AllowAnonymous();
        return hub;
    }
}
