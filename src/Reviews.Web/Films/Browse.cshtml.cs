using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Web.Filters;

namespace Reviews.Web.Films;

/// <summary>The films, searched, filtered and sorted, page by page.</summary>
internal sealed class BrowseModel(FilmCatalogue catalogue, FilmReader reader) : PageModel
{
    public FilmQuery Query { get; private set; } = new();

    public IReadOnlyList<FilmEntry> Films { get; private set; } = [];

    /// <summary>Whether films are missing because they can't be read from the store.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>How many films there are on all pages.</summary>
    public int Total { get; private set; }

    public BrowseFilters Filters { get; private set; } = null!;

    /// <summary>Parameters of the address that could not be read and were left out.</summary>
    public IReadOnlyCollection<string> LeftOut { get; private set; } = [];

    /// <summary>The last page's number, at least 1.</summary>
    public int LastPage => Math.Max(1, (Total + FilmQuery.DefaultPageSize - 1) / FilmQuery.DefaultPageSize);

    /// <summary>The page before this one, or the last when this one is past the end; null on the first.</summary>
    public string? Previous => Query.Page > 1 ? AddressOf(Math.Min(Query.Page - 1, LastPage)) : null;

    /// <summary>The page after this one; null on the last.</summary>
    public string? Next => Query.Page < LastPage ? AddressOf(Query.Page + 1) : null;

    /// <param name="parameters">As of the API. What can't be read is left out and the page says so.</param>
    public void OnGet(FilmParameters parameters)
    {
        Query = parameters.Read(out var errors) with { PageSize = FilmQuery.DefaultPageSize };
        LeftOut = errors.Keys;
        var (films, total, facets, isIncomplete) = catalogue.Browse(
            Query.Sort == "-readers" ? Query with { Sort = FilmSort.RatedFirst } : Query);
        (Total, Filters) = (total, BrowseFilters.Of(Query, facets, total));
        IsIncomplete = isIncomplete;
        if (IsIncomplete) Response.Headers.CacheControl = Caching.Never;
        Films = [.. films.Select(film => new FilmEntry(film.Details!, reader.Weigh(film.Rating)))];
        if (Query.Page > LastPage) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private string AddressOf(int page) => BrowseFilters.AddressOf(Query with { Page = page });
}
