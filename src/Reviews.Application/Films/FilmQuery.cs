using System.Globalization;

namespace Reviews.Application.Films;

/// <summary>Which films are requested, in which order, and which page of them. Filters that are null are not set.</summary>
internal sealed record FilmQuery
{
    public const int DefaultPageSize = 24;
    public const int MaxPageSize = 100;

    /// <summary>No catalogue has that many pages; a larger page number is a mistake.</summary>
    public const int MaxPage = 100_000;

    /// <summary>Most characters of a search, and of a filter's value: 200, longer than any title.</summary>
    public const int MaxTextLength = 200;

    /// <summary>Words as a reader types them; the last one may be unfinished.</summary>
    public string? Search { get; init; }

    public string? Genre { get; init; }

    /// <summary>The MPAA's rating as printed, such as <c>PG-13</c>.</summary>
    public string? Mpaa { get; init; }

    public string? Director { get; init; }

    /// <summary>One of the cast.</summary>
    public string? Cast { get; init; }

    public string? Distributor { get; init; }

    /// <summary>The first year of a decade of release, such as 1990.</summary>
    public int? Decade { get; init; }

    /// <summary>The lowest average rating by readers, 0.5 to 5 in half-star steps.</summary>
    public decimal? Stars { get; init; }

    /// <summary>One of <see cref="FilmSort.Words"/>, with '-' to reverse, or <see cref="FilmSort.Relevance"/>.</summary>
    public string Sort { get; init; } = FilmSort.Default;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 100.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>The order of a query that names none.</summary>
    public string UsualSort => Search is null ? FilmSort.Default : FilmSort.Relevance;

    /// <summary>The query as it is written in an address, with its parameters in a fixed order and without default values;
    /// with its '?', and empty when nothing is left.</summary>
    public QueryString ToQueryString()
    {
        var query = new QueryString();
        Add("search", Search);
        Add("genre", Genre);
        Add("mpaa", Mpaa);
        Add("director", Director);
        Add("cast", Cast);
        Add("distributor", Distributor);
        Add("decade", Decade?.ToString(CultureInfo.InvariantCulture));
        Add("stars", Stars?.ToString("0.#", CultureInfo.InvariantCulture));
        Add("sort", Sort == UsualSort ? null : Sort);
        Add("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
        Add("pageSize", PageSize == DefaultPageSize ? null : PageSize.ToString(CultureInfo.InvariantCulture));
        return query;

        void Add(string name, string? value)
        {
            if (value is not null) query = query.Add(name, value);
        }
    }
}
