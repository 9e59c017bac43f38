namespace Reviews.Application.Films.Trending;

/// <summary>Registers the count of trending films.</summary>
internal static class TrendingServices
{
    public static IServiceCollection AddTrendingFilms(this IServiceCollection services) =>
        services.AddSingleton<TrendingFilms>().AddHostedService(provider => provider.GetRequiredService<TrendingFilms>());
}
