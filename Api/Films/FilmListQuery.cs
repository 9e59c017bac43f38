using System.Globalization;

namespace Reviews.Api.Films;

/// <summary>Which page of the films is asked for, in which order.</summary>
internal readonly record struct FilmListQuery(string Sort, int Page, int PageSize)
{
    public const int DefaultPageSize = 24;
    public const int MaxPageSize = 100;

    /// <summary>No catalogue has as many pages; beyond it a page number is a mistake.</summary>
    public const int MaxPage = 100_000;

    /// <summary>Reads the query string; <paramref name="errors"/> names what is wrong in it, and is empty when nothing is.</summary>
    public static FilmListQuery Read(string? sort, string? page, string? pageSize, out Dictionary<string, string[]> errors)
    {
        errors = [];
        if (sort is not null && !FilmSort.IsKnown(sort))
            errors["sort"] = [$"Must be one of {string.Join(", ", FilmSort.Words)}, with a leading '-' to reverse."];
        return new FilmListQuery(
            sort ?? FilmSort.Default, Number("page", page, 1, MaxPage, errors), Number("pageSize", pageSize, DefaultPageSize, MaxPageSize, errors));
    }

    private static int Number(string field, string? text, int without, int max, Dictionary<string, string[]> errors)
    {
        if (text is null) return without;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max) return number;
        errors[field] = [string.Create(CultureInfo.InvariantCulture, $"Must be a number from 1 to {max}.")];
        return without;
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">This page's.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize);
