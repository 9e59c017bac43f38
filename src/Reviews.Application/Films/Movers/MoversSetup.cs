namespace Reviews.Application.Films.Movers;

/// <summary>Registers the count of trending films.</summary>
internal static class MoversSetup
{
    public static IServiceCollection AddMovingFilms(this IServiceCollection services) =>
        services.AddSingleton<MovingFilms>().AddHostedService(provider => provider.GetRequiredService<MovingFilms>());
}
