using Reviews.Application.ReadModel;

namespace Reviews.Application.Search;

/// <summary>Registers the node's search in films and in what is written about them.</summary>
internal static class SearchServices
{
    /// <summary>
    /// Call it after <see cref="FilmIndexServices.AddFilmIndex"/>: hosted services start in order, and this one reads what that one has
    /// brought.
    /// </summary>
    public static IServiceCollection AddFilmSearch(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SearchIndex(provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SearchFeeder>();
        services.AddSingleton<WritingSearch>();
        services.AddHostedService<WritingFeeder>();
        return services;
    }
}
