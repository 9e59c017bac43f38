using System.Globalization;

namespace Reviews.Application.Articles.Browsing;

/// <summary>Which articles are requested, in which order, and which page of them. Filters that are null are not set.</summary>
internal sealed record ArticleQuery
{
    public const int DefaultPageSize = 24;
    public const int MaxPageSize = 100;

    /// <summary>Words of headlines, critics, films and previews; the last one may be unfinished.</summary>
    public string? Search { get; init; }

    /// <summary>The film's genre.</summary>
    public string? Genre { get; init; }

    /// <summary>The critic.</summary>
    public string? Author { get; init; }

    /// <summary>The first year of the decade of the film's release, such as 1990.</summary>
    public int? Decade { get; init; }

    /// <summary>The fewest stars the critic gave, 0.5 to 5.</summary>
    public decimal? Stars { get; init; }

    /// <summary>One of <see cref="ArticleSort.Words"/>, with '-' to reverse.</summary>
    public string Sort { get; init; } = ArticleSort.Default;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 100.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>As it is written in an address, without default values.</summary>
    public QueryString ToQueryString()
    {
        var query = new QueryString();
        Add("search", Search);
        Add("genre", Genre);
        Add("author", Author);
        Add("decade", Decade?.ToString(CultureInfo.InvariantCulture));
        Add("stars", Stars?.ToString("0.#", CultureInfo.InvariantCulture));
        Add("sort", Sort == ArticleSort.Default ? null : Sort);
        Add("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
        Add("pageSize", PageSize == DefaultPageSize ? null : PageSize.ToString(CultureInfo.InvariantCulture));
        return query;

        void Add(string name, string? value)
        {
            if (value is not null) query = query.Add(name, value);
        }
    }
}
