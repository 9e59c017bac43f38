using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Films;
using Reviews.Web.Filters;
using Reviews.Web.Front;

namespace Reviews.Web.Articles;

/// <summary>All reviews by our critics, searched, filtered and sorted, page by page. A search finds readers' reviews as well.</summary>
internal sealed class ReviewsModel(ArticleCatalogue catalogue, FoundReviews readers, FilmReader films, FilmIndex index) : PageModel
{
    public ArticleQuery Query { get; private set; } = new();

    public IReadOnlyList<ArticleWithFilm> Articles { get; private set; } = [];

    /// <summary>
    /// Readers' reviews that the search finds; on the first page only, and none where only critics' reviews can be meant.
    /// </summary>
    public IReadOnlyList<WrittenEntry> FromReaders { get; private set; } = [];

    /// <summary>Whether reviews are missing because they can't be read from the store.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>How many there are on all pages.</summary>
    public int Total { get; private set; }

    public BrowseFilters Filters { get; private set; } = null!;

    /// <summary>Parameters of the address that could not be read and were left out.</summary>
    public IReadOnlyCollection<string> LeftOut { get; private set; } = [];

    /// <summary>The last page's number, at least 1.</summary>
    public int LastPage => Math.Max(1, (Total + ArticleQuery.DefaultPageSize - 1) / ArticleQuery.DefaultPageSize);

    /// <summary>The page before this one, or the last when this one is past the end; null on the first.</summary>
    public string? Previous => Query.Page > 1 ? AddressOf(Math.Min(Query.Page - 1, LastPage)) : null;

    /// <summary>The page after this one; null on the last.</summary>
    public string? Next => Query.Page < LastPage ? AddressOf(Query.Page + 1) : null;

    /// <param name="parameters">As of the API. What can't be read is left out and the page says so.</param>
    public void OnGet(ArticleParameters parameters)
    {
        Query = parameters.Read(out var errors) with { PageSize = ArticleQuery.DefaultPageSize };
        LeftOut = errors.Keys;
        var listing = catalogue.Browse(Query);
        (Articles, Total, Filters) = (listing.Articles, listing.Total, ReviewFilters.Of(Query, listing.Facets, listing.Total));
        IsIncomplete = !index.HasAllShards;
        if (IsIncomplete) Response.Headers.CacheControl = Caching.Never;
        if (Query is { Search: { } text, Page: 1 } && Filters.Chosen.Count == 0)
            FromReaders = [.. readers.Find(text).Where(found => !index.IsDamaged(found.Film.Rating.FilmId)).Select(Written)];
        if (Query.Page > LastPage) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private WrittenEntry Written((FilmState Film, RenderedReview Review) found) =>
        new(new FilmEntry(found.Film.Details!, films.Weigh(found.Film.Rating)), found.Review);

    private string AddressOf(int page) => ReviewFilters.AddressOf(Query with { Page = page });
}
