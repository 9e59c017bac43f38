namespace Reviews.Api.Catalogue.Search;

/// <summary>Registers the node's search index.</summary>
internal static class SearchServices
{
    /// <summary>Call it after <see cref="FilmIndexServices.AddFilmIndex"/>: hosted services start in order, and this one reads what that one has brought.</summary>
    public static IServiceCollection AddFilmSearch(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SearchIndex(provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SearchFeeder>();
        return services;
    }
}
