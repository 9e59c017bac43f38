using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Reviews.Application.Films;

/// <summary>The parameters of a list of films as they stand in an address, the same for the API and for pages.</summary>
internal sealed record FilmParameters
{
    private static readonly HashSet<string> Names = new(
        ["search", "genre", "mpaa", "director", "cast", "distributor", "decade", "stars", "sort", "page", "pageSize"],
        StringComparer.OrdinalIgnoreCase);

    [FromQuery(Name = "search")] public string? Search { get; init; }

    [FromQuery(Name = "genre")] public string? Genre { get; init; }

    [FromQuery(Name = "mpaa")] public string? Mpaa { get; init; }

    [FromQuery(Name = "director")] public string? Director { get; init; }

    [FromQuery(Name = "cast")] public string? Cast { get; init; }

    [FromQuery(Name = "distributor")] public string? Distributor { get; init; }

    [FromQuery(Name = "decade")] public string? Decade { get; init; }

    [FromQuery(Name = "stars")] public string? Stars { get; init; }

    [FromQuery(Name = "sort")] public string? Sort { get; init; }

    [FromQuery(Name = "page")] public string? Page { get; init; }

    [FromQuery(Name = "pageSize")] public string? PageSize { get; init; }

    /// <summary>The query. What can't be read is left out or cut, so that a page can still show something.</summary>
    /// <param name="errors">Lists what can't be read; empty when nothing is wrong.</param>
    public FilmQuery Read(out Dictionary<string, string[]> errors)
    {
        var wrong = errors = [];
        var query = new FilmQuery
        {
            Search = Text("search", Search, wrong),
            Genre = Text("genre", Genre, wrong),
            Mpaa = Text("mpaa", Mpaa, wrong),
            Director = Text("director", Director, wrong),
            Cast = Text("cast", Cast, wrong),
            Distributor = Text("distributor", Distributor, wrong),
            Decade = ReadDecade(wrong),
            Stars = ReadStars(wrong),
            Page = Number("page", Page, 1, FilmQuery.MaxPage, wrong),
            PageSize = Number("pageSize", PageSize, FilmQuery.DefaultPageSize, FilmQuery.MaxPageSize, wrong),
        };
        return query with { Sort = ReadSort(wrong) ?? query.UsualSort };
    }

    /// <summary>Whether it is the name of one of these parameters.</summary>
    public static bool IsName(string name) => Names.Contains(name);

    private static string? Text(string field, string? text, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length <= FilmQuery.MaxTextLength) return text.Trim();
        errors[field] = [string.Create(CultureInfo.InvariantCulture, $"Must be at most {FilmQuery.MaxTextLength} characters.")];
        return text[..FilmQuery.MaxTextLength].Trim();
    }

    private static int Number(string field, string? text, int without, int max, Dictionary<string, string[]> errors)
    {
        if (text is null) return without;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
            return number;
        errors[field] = [string.Create(CultureInfo.InvariantCulture, $"Must be a number from 1 to {max}.")];
        return without;
    }

    private int? ReadDecade(Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(Decade)) return null;
        if (int.TryParse(Decade, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year <= 9990 && year % 10 == 0)
            return year;
        errors["decade"] = ["Must be the first year of a decade, such as 1990."];
        return null;
    }

    private decimal? ReadStars(Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(Stars)) return null;
        if (decimal.TryParse(Stars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Domain.Ratings.Stars.TryFromNumber(number, out var stars)) return stars.Number;
        errors["stars"] = [StarsInput.Rule];
        return null;
    }

    private string? ReadSort(Dictionary<string, string[]> errors)
    {
        if (Sort is null || FilmSort.IsKnown(Sort)) return Sort;
        errors["sort"] = [$"Must be one of {string.Join(", ", FilmSort.Words)}, with a leading '-' to reverse."];
        return null;
    }
}
