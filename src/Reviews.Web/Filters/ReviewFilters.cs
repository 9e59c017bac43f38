using System.Globalization;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Films;

namespace Reviews.Web.Filters;

/// <summary>The filters on the page of all reviews, as links to the same list with one thing changed.</summary>
internal static class ReviewFilters
{
    private static readonly IReadOnlyList<(string Sort, string Text)> Sorts =
        [("-published", "Newest"), ("published", "Oldest"), ("title", "By headline"), ("film", "By film"), ("-stars", "Most stars"),
            ("author", "By critic")];

    /// <summary>The minimum stars that are offered.</summary>
    private static readonly decimal[] StarChoices = [4, 3, 2];

    private static readonly IReadOnlyList<Property> Properties =
    [
        new("genre", "Genre", query => query.Genre, (query, value) => query with { Genre = value }, value => value),
        new("author", "Critic", query => query.Author, (query, value) => query with { Author = value }, value => value),
        new("decade", "Decade", query => query.Decade?.ToString(CultureInfo.InvariantCulture),
            (query, value) => query with { Decade = Number(value) }, value => $"{value}s"),
    ];

    /// <summary>The list's address.</summary>
    public static string AddressOf(ArticleQuery query) => "/reviews" + query.ToQueryString();

    /// <summary>The filters of a query.</summary>
    public static BrowseFilters Of(ArticleQuery query, IReadOnlyList<Facet> facets, int total)
    {
        var first = query with { Page = 1 };
        FilterGroup[] groups =
        [
            .. Properties.Select(property => property.Group(first, facets)).Where(group => group.Choices.Count > 0), StarsOf(first),
        ];
        FilterLink[] chosen = [.. Properties.Select(property => property.Remove(first)).OfType<FilterLink>(), .. ChosenStars(first)];
        return new BrowseFilters(HeadingOf(query), total > 0 || chosen.Length > 0 ? groups : [], chosen, total > 1 ? SortsOf(first) : []);
    }

    private static string HeadingOf(ArticleQuery query) =>
        query.Search is { } words ? $"“{words}”"
        : query is { Author: { } author, Genre: null, Decade: null, Stars: null } ? $"Reviews by {author}"
        : query is { Genre: { } genre, Author: null, Decade: null, Stars: null } ? $"Reviews: {genre}"
        : query is { Author: null, Genre: null, Decade: null, Stars: null } ? "All reviews"
        : "Reviews";

    private static FilterGroup StarsOf(ArticleQuery query) => new("Our rating", IsOpen: true, [.. StarChoices.Select(stars =>
        new FilterLink(TextOf(stars), AddressOf(query with { Stars = query.Stars == stars ? null : stars }), query.Stars == stars, null))]);

    private static IEnumerable<FilterLink> ChosenStars(ArticleQuery query) =>
        query.Stars is { } stars ? [new FilterLink(TextOf(stars), AddressOf(query with { Stars = null }), true, null)] : [];

    private static string TextOf(decimal stars) => DisplayFormat.AtLeast(stars.ToString("0.#", CultureInfo.InvariantCulture));

    private static FilterLink[] SortsOf(ArticleQuery query) =>
        [.. Sorts.Select(sort => new FilterLink(sort.Text, AddressOf(query with { Sort = sort.Sort }), query.Sort == sort.Sort, null))];

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One property: how to read it from a query, how to set it, and how to show it.</summary>
    private sealed record Property(
        string Name, string Heading, Func<ArticleQuery, string?> Get, Func<ArticleQuery, string?, ArticleQuery> With,
        Func<string, string> Text)
    {
        public FilterGroup Group(ArticleQuery query, IReadOnlyList<Facet> facets) =>
            new(
                Heading, IsOpen: true, [
                    .. (facets.FirstOrDefault(facet => facet.Name == Name)?.Choices ?? []).Select(choice => Link(query, choice))]);

        public FilterLink? Remove(ArticleQuery query) =>
            Get(query) is { } chosen ? new FilterLink(Text(chosen), AddressOf(With(query, null)), true, null) : null;

        private FilterLink Link(ArticleQuery query, FacetChoice choice)
        {
            var isChosen = string.Equals(choice.Value, Get(query), StringComparison.OrdinalIgnoreCase);
            return new FilterLink(Text(choice.Value), AddressOf(With(query, isChosen ? null : choice.Value)), isChosen, choice.Count);
        }
    }
}
