using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Films;
using Reviews.Contracts.Films;

namespace Reviews.Api.Pages;

/// <summary>All films, page by page, each with its rating.</summary>
internal sealed class IndexModel(FilmCatalogue catalogue, FilmReader reader) : PageModel
{
    /// <summary>The orders a reader may choose, with their words on the page.</summary>
    public static readonly IReadOnlyList<(string Sort, string Text)> Sorts =
        [("title", "By title"), ("-released", "Newest"), ("-readers", "Best rated"), ("-votes", "Most rated")];

    public IReadOnlyList<(FilmDetails Details, RatingMessage Rating)> Films { get; private set; } = [];

    public string Sort { get; private set; } = FilmSort.Default;

    /// <summary>Which page of the list this is, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>How many films there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>The last page's number, at least 1.</summary>
    public int LastNumber => Math.Max(1, (Total + FilmQuery.DefaultPageSize - 1) / FilmQuery.DefaultPageSize);

    /// <param name="sort">As of the API: <c>title</c>, <c>-votes</c>, ...</param>
    /// <param name="number">The page's number, in the query as <c>page</c>.</param>
    public IActionResult OnGet(string? sort, [FromQuery(Name = "page")] string? number)
    {
        var query = new FilmParameters { Sort = sort, Page = number }.Read(out var errors);
        if (errors.Count > 0) return NotFound();

        (Sort, Number) = (query.Sort, query.Page);
        (var films, Total, _) = catalogue.Browse(query);
        if (Number > LastNumber) Response.StatusCode = StatusCodes.Status404NotFound;
        Films = [.. films.Select(film => (film.Details!, reader.Weigh(film.Rating)))];
        return Page();
    }

    /// <summary>The address of a page of the list, as short as it can be.</summary>
    public static string AddressOf(string sort, int number)
    {
        var query = new QueryString();
        if (sort != FilmSort.Default) query = query.Add("sort", sort);
        if (number > 1) query = query.Add("page", number.ToString(CultureInfo.InvariantCulture));
        return "/" + query;
    }
}
