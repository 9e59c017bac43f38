using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Films;

namespace Reviews.Application.Articles.Browsing;

/// <summary>The parameters of a list of articles as they stand in an address, the same for the API and for pages.</summary>
internal sealed record ArticleParameters
{
    [FromQuery(Name = "search")] public string? Search { get; init; }

    [FromQuery(Name = "genre")] public string? Genre { get; init; }

    [FromQuery(Name = "author")] public string? Author { get; init; }

    [FromQuery(Name = "decade")] public string? Decade { get; init; }

    [FromQuery(Name = "stars")] public string? Stars { get; init; }

    [FromQuery(Name = "sort")] public string? Sort { get; init; }

    [FromQuery(Name = "page")] public string? Page { get; init; }

    [FromQuery(Name = "pageSize")] public string? PageSize { get; init; }

    /// <summary>The query. What can't be read is left out or cut, so that a page can still show something.</summary>
    /// <param name="errors">Lists what can't be read; empty when nothing is wrong.</param>
    public ArticleQuery Read(out Dictionary<string, string[]> errors)
    {
        // What films have too is read in the same way; a critic is a name just as a director is.
        var shared = new FilmParameters { Search = Search, Genre = Genre, Director = Author, Decade = Decade, Stars = Stars, Page = Page,
            PageSize = PageSize }.Read(out errors);
        if (errors.Remove("director", out var author)) errors["author"] = author;
        var sort = Sort is null || ArticleSort.IsKnown(Sort) ? Sort : null;
        if (sort != Sort) errors["sort"] = [$"Must be one of {string.Join(", ", ArticleSort.Words)}, with a leading '-' to reverse."];
        return new ArticleQuery
        {
            Search = shared.Search,
            Genre = shared.Genre,
            Author = shared.Director,
            Decade = shared.Decade,
            Stars = shared.Stars,
            Sort = sort ?? ArticleSort.Default,
            Page = shared.Page,
            PageSize = shared.PageSize,
        };
    }
}
