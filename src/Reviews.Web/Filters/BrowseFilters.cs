using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Reviews.Application.Films;

namespace Reviews.Web.Filters;

/// <summary>The filters on the browse page, as links to the same list with one thing changed.</summary>
/// <param name="Heading">What is listed, in a few words.</param>
/// <param name="Groups">Properties with their values.</param>
/// <param name="Chosen">The active filters, each with the list without it.</param>
/// <param name="Sorts">The orders.</param>
internal sealed record BrowseFilters(
    string Heading, IReadOnlyList<FilterGroup> Groups, IReadOnlyList<FilterLink> Chosen, IReadOnlyList<FilterLink> Sorts)
{
    private static readonly IReadOnlyList<(string Sort, string Text)> SortTexts =
        [("title", "A to Z"), ("-released", "Newest"), ("released", "Oldest"), ("-readers", "Best rated"), ("-votes", "Most rated")];

    /// <summary>The properties in the page's order; those that start open are short.</summary>
    private static readonly IReadOnlyList<Property> Properties =
    [
        new("genre", "Genre", true, query => query.Genre, (query, value) => query with { Genre = value }, value => value, value => value),
        new("decade", "Decade", true, query => Text(query.Decade), (query, value) => query with { Decade = Number(value) },
            value => value + "s", value => $"Films of the {value}s"),
        new("stars", "Readers’ average", true, query => Text(query.Stars), (query, value) => query with { Stars = Decimal(value) },
            DisplayFormat.AtLeast, DisplayFormat.AtLeast),
        new("mpaa", "MPAA rating", true, query => query.Mpaa, (query, value) => query with { Mpaa = value }, value => value,
            value => $"Rated {value}"),
        new("director", "Director", false, query => query.Director, (query, value) => query with { Director = value }, value => value,
            value => $"Directed by {value}"),
        new("cast", "Cast", false, query => query.Cast, (query, value) => query with { Cast = value }, value => value,
            value => $"With {value}"),
        new("distributor", "Distributor", false, query => query.Distributor, (query, value) => query with { Distributor = value },
            value => value, value => $"Released by {value}"),
    ];

    /// <summary>The list's address.</summary>
    public static string AddressOf(FilmQuery query) => "/films" + query.ToQueryString();

    /// <summary>The filters of a query.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="facets">What it could be narrowed by.</param>
    /// <param name="total">How many films it leaves: fewer than two need no order.</param>
    public static BrowseFilters Of(FilmQuery query, IReadOnlyList<Facet> facets, int total)
    {
        var first = query with { Page = 1 };
        var groups = Properties.Select(property => property.Group(first, facets)).Where(group => group.Choices.Count > 0);
        FilterLink[] chosen = [.. Properties.Select(property => property.Remove(first)).OfType<FilterLink>()];
        return new BrowseFilters(HeadingOf(query), [.. groups], chosen, total > 1 ? SortsOf(first) : []);
    }

    private static string HeadingOf(FilmQuery query)
    {
        if (query.Search is { } words) return $"“{words}”";
        string[] phrases = [.. Properties.Select(property => property.Phrase(query)).OfType<string>()];
        return phrases.Length switch { 0 => "All films", 1 => phrases[0], _ => "Films" };
    }

    private static FilterLink[] SortsOf(FilmQuery query)
    {
        IEnumerable<(string Sort, string Text)> sorts = query.Search is null
            ? SortTexts
            : [(FilmSort.Relevance, "Best match"), .. SortTexts];
        return [
            .. sorts.Select(sort => new FilterLink(sort.Text, AddressOf(query with { Sort = sort.Sort }), query.Sort == sort.Sort, null))];
    }

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal? Decimal(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One property: how to read it from a query, how to set it, and how to show it in a list and on its own.</summary>
    private sealed record Property(
        string Name, string Heading, bool StartsOpen, Func<FilmQuery, string?> Get, Func<FilmQuery, string?, FilmQuery> With,
        Func<string, string> Short, Func<string, string> Alone)
    {
        public FilterGroup Group(FilmQuery query, IReadOnlyList<Facet> facets)
        {
            var chosen = Get(query);
            var choices = facets.FirstOrDefault(facet => facet.Name == Name)?.Choices ?? [];
            return new FilterGroup(Heading, StartsOpen || chosen is not null, [.. choices.Select(choice => Link(query, choice, chosen))])
            {
                Other = choices.Count < FilmCatalogue.MaxChoices || StartsOpen ? null : new FilterField(Name, Kept(With(query, null))),
            };
        }

        /// <summary>The rest of the query, as the fields of a form that changes this property alone.</summary>
        private static IReadOnlyList<KeyValuePair<string, string>> Kept(FilmQuery query) =>
            [.. QueryHelpers.ParseQuery(query.ToQueryString().Value).Select(
                parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString()))];

        public FilterLink? Remove(FilmQuery query) =>
            Get(query) is { } chosen ? new FilterLink(Alone(chosen), AddressOf(With(query, null)), true, null) : null;

        public string? Phrase(FilmQuery query) => Get(query) is { } chosen ? Alone(chosen) : null;

        private FilterLink Link(FilmQuery query, FacetChoice choice, string? chosen)
        {
            var isChosen = string.Equals(choice.Value, chosen, StringComparison.OrdinalIgnoreCase);
            return new FilterLink(Short(choice.Value), AddressOf(With(query, isChosen ? null : choice.Value)), isChosen, choice.Count);
        }
    }
}

/// <summary>A property with its values.</summary>
/// <param name="Heading">Its name.</param>
/// <param name="IsOpen">Whether it is shown unfolded.</param>
/// <param name="Choices">Its values.</param>
internal sealed record FilterGroup(string Heading, bool IsOpen, IReadOnlyList<FilterLink> Choices)
{
    /// <summary>Where to type a value that is not listed; null when all of them are.</summary>
    public FilterField? Other { get; init; }
}

/// <summary>A field for a value of a property that has too many to list.</summary>
/// <param name="Name">The query's parameter.</param>
/// <param name="Kept">The query's other parameters.</param>
internal sealed record FilterField(string Name, IReadOnlyList<KeyValuePair<string, string>> Kept);

/// <summary>A link to the list with one thing changed.</summary>
/// <param name="Text">What is changed.</param>
/// <param name="Address">The changed list.</param>
/// <param name="IsChosen">Whether this is active; then the link removes it, or, for an order, changes nothing.</param>
/// <param name="Count">How many films there would be, if that is known.</param>
internal sealed record FilterLink(string Text, string Address, bool IsChosen, int? Count);
