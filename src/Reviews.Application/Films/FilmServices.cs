using Reviews.Application.Films.Editing;
using Reviews.Application.Films.Import;
using Reviews.Application.Films.Trending;
using Reviews.Application.Search;

namespace Reviews.Application.Films;

/// <summary>Registers what reads, lists, rates, edits and imports films.</summary>
internal static class FilmServices
{
    public static IServiceCollection AddFilms(this IServiceCollection services)
    {
        services.AddFilmSearch().AddSingleton<FilmReader>().AddSingleton<FilmFacets>().AddSingleton<FilmCatalogue>();
        services.AddSingleton<VoteMeter>().AddSingleton<VoteService>().AddSingleton<PendingVotes>().AddTrendingFilms();
        services.AddSingleton<FilmEditing>().AddSingleton<FilmChoice>();
        return services.AddSingleton<CatalogueImport>().AddSingleton<ImportSlot>().AddSingleton<TimelineReader>();
    }
}
