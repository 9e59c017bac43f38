using Reviews.Application.Concurrency;
using Reviews.Application.ReadModel;
using Reviews.Application.Search;
using Reviews.Contracts.Films;

namespace Reviews.Application.Films;

/// <summary>The catalogue as readers browse and search it, all in this node's memory: no grain is asked.</summary>
/// <remarks>
/// Lists may be cached for five seconds, so an order that is a second old is fresh enough; the ratings on a page are always the index's
/// newest.
/// </remarks>
internal sealed class FilmCatalogue(FilmIndex index, SearchIndex search, FilmFacets facets, MethodCache method, TimeProvider time)
{
    /// <summary>Most values offered for a property: 12, and the chosen one.</summary>
    public const int MaxChoices = 12;

    /// <summary>Most queries whose films are kept: 256. Of 100,000 films each they take 200 MB, of 3,200 no more than 7 MB.</summary>
    private const int MaxKept = 256;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ExpiringCache<string, FilmState[]> _orders = new((2 * FilmSort.Words.Count) + 1, KeptFor, time);
    private readonly ExpiringCache<FilmQuery, Selection> _selections = new(MaxKept, KeptFor, time);

    /// <summary>The requested page of films, with the available filters; empty when it is past the end.</summary>
    public FilmListing Browse(FilmQuery query)
    {
        var (films, choices) = _selections.GetOrMake(query with { Page = 1, PageSize = FilmQuery.DefaultPageSize }, Select);
        var first = (long)(query.Page - 1) * query.PageSize;
        if (first >= films.Count) return new FilmListing([], films.Count, choices, !index.IsWhole);
        var page = films.Skip((int)first).Take(query.PageSize).Select(film => index.Find(film.Details!.FilmId) ?? film);
        return new FilmListing([.. page], films.Count, choices, !index.IsWhole);
    }

    private Selection Select(FilmQuery query) => facets.Select(In(query), query);

    /// <summary>All films, or those that the search finds, in the order asked for.</summary>
    private FilmState[] In(FilmQuery query)
    {
        if (query.Search is not { } text) return InOrder(query.Sort);
        var found = search.Find(text);
        if (query.Sort == FilmSort.Relevance)
            return [.. found.Where(filmId => !index.IsDamaged(filmId)).Select(index.Find).OfType<FilmState>()];
        var ids = found.ToHashSet(StringComparer.Ordinal);
        return [.. InOrder(query.Sort).Where(film => ids.Contains(film.Details!.FilmId))];
    }

    private FilmState[] InOrder(string order) =>
        _orders.GetOrMake(order, sort => FilmSort.Order(index.Shown, sort, method.Current, time.GetUtcNow()));
}

/// <summary>The films that match a query, in its order, and the available filters.</summary>
internal sealed record Selection(IReadOnlyList<FilmState> Films, IReadOnlyList<Facet> Facets);
