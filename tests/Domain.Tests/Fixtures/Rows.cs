using System.Globalization;
using Reviews.Domain.Catalogue;

namespace Domain.Tests.Fixtures;

/// <summary>Small imports made by hand.</summary>
internal static class Rows
{
    /// <summary>The day on which imports are cleaned here.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static RawFilm Film(string? title, string? releaseDate = "Jun 12 1998") => new() { Title = title, ReleaseDate = releaseDate };

    public static CleanCatalogue Clean(params RawFilm[] rows) => CatalogueCleaner.Clean(rows, Today);

    /// <summary>The only film of an import of one row.</summary>
    public static CleanFilm CleanOne(RawFilm row) => Assert.Single(Clean(row).Films);

    /// <summary>As many films as a year needs, each of its own title.</summary>
    public static IEnumerable<RawFilm> OfYears(int first, int last, int films) =>
        from year in Enumerable.Range(first, last - first + 1)
        from number in Enumerable.Range(1, films)
        select Film($"Film {number} of {year}", string.Create(CultureInfo.InvariantCulture, $"Mar {number:00} {year}"));
}
