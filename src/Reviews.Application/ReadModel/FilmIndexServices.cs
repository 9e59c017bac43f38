using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Reviews.Application.ReadModel;

/// <summary>Registers the node's index of films.</summary>
internal static class FilmIndexServices
{
    /// <summary>Adds <see cref="FilmIndex"/> and <see cref="MethodCache"/> with what keeps them fresh. Call it after the silo's own
    /// registration: hosted services start in order, and these ask grains as they start.</summary>
    public static IServiceCollection AddFilmIndex(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICatalogueSource, GrainCatalogueSource>();
        services.AddSingleton<FilmIndex>();
        services.AddSingleton<MethodCache>();
        services.AddSingleton<FeedMeter>();
        services.AddHostedService(provider => provider.GetRequiredService<MethodCache>());
        services.AddHostedService<FeedClient>();
        return services;
    }
}
