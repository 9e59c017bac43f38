using Microsoft.Extensions.Logging.Abstractions;
using Reviews.Application.Films;
using Reviews.Application.Films.Import;
using Reviews.Application.ReadModel;
using Reviews.Application.Search;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Domain.Catalogue;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>A node's catalogue and its search without a site around them, and without anyone whom they could ask.</summary>
internal sealed class CatalogueFixture : IDisposable
{
    /// <param name="films">What the catalogue holds.</param>
    /// <param name="time">Ages what is kept; null: the system's.</param>
    /// <param name="searched">False leaves the films out of the search.</param>
    public CatalogueFixture(IReadOnlyCollection<FilmState> films, TimeProvider? time = null, bool searched = true)
    {
        time ??= TimeProvider.System;
        Index = new FilmIndex(new Nobody(), time);
        foreach (var film in films) Put(film);
        Search = new SearchIndex(time);
        if (searched) Search.Write([.. films.Select(film => film.Details!)]);
        Catalogue = new FilmCatalogue(
            Index, Search, new FilmFacets(), new MethodCache(new Nobody(), time, NullLogger<MethodCache>.Instance), time);
    }

    public FilmIndex Index { get; }

    public SearchIndex Search { get; }

    public FilmCatalogue Catalogue { get; }

    public void Put(FilmState film) => Index.Take(new FeedChange(film.Rating, film.Revision, film.Details, film.Writing));

    /// <summary>The sample that the program brings.</summary>
    public static async Task<IReadOnlyList<FilmDetails>> SampleAsync()
    {
        var catalogue = CatalogueCleaner.Clean(await RowsAsync("movies.json"), new DateOnly(2026, 1, 1));
        var supplement = CatalogueCleaner.Clean(await RowsAsync("supplement.json"), new DateOnly(2026, 1, 1));
        return [.. CatalogueSupplement.Merge(catalogue.Films, supplement.Films).Select(
            (film, i) => FilmDrafts.New($"{film.Slug}-{i}", film))];
    }

    /// <summary>A film with that many votes of these half stars.</summary>
    public static FilmState Film(FilmDetails details, int votes = 0, int halfStars = 0)
    {
        var histogram = FilmRating.None(details.FilmId).Histogram;
        if (votes > 0) histogram = histogram.SetItem(halfStars - 1, votes);
        return new FilmState(
            details, 1, FilmRating.None(details.FilmId) with { Version = votes, Count = votes, HalfStarSum = votes * halfStars,
                Histogram = histogram });
    }

    public void Dispose() => Search.Dispose();

    private static async Task<IReadOnlyList<RawFilm>> RowsAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "sample", name));
        return await ImportRows.FromJsonAsync(file, TestContext.Current.CancellationToken);
    }

    /// <summary>Fails whoever asks beyond the node.</summary>
    private sealed class Nobody : ICatalogueSource
    {
        public IFeedObserver Attach(IFeedObserver observer) => throw new NotSupportedException();

        public void Detach(IFeedObserver reference) => throw new NotSupportedException();

        public Task<FeedPage> LeaseAsync(int shard, FeedLease lease) => throw new NotSupportedException();

        public Task<FilmState?> FindAsync(string filmId) => throw new NotSupportedException();

        public Task<RatingMethod> MethodAsync() => throw new NotSupportedException();
    }
}
