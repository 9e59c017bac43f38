using Reviews.Contracts.Films;

namespace Reviews.Application.Films;

/// <summary>One page of the films that were asked for.</summary>
/// <param name="Films">This page's, each with its newest rating.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Facets">The available filters.</param>
/// <param name="IsIncomplete">Whether films are missing because they can't be read from the store.</param>
internal sealed record FilmListing(IReadOnlyList<FilmState> Films, int Total, IReadOnlyList<Facet> Facets, bool IsIncomplete = false);

/// <summary>One property that films can be filtered by.</summary>
/// <param name="Name">The query's parameter: <c>genre</c>, <c>mpaa</c>, <c>director</c>, <c>cast</c>, <c>distributor</c>, <c>decade</c>,
/// <c>stars</c>.</param>
/// <param name="Choices">The values there are, the most frequent first; decades by time, stars from most to least. The chosen one is always
/// among them.</param>
internal sealed record Facet(string Name, IReadOnlyList<FacetChoice> Choices);

/// <summary>One value of a property.</summary>
/// <param name="Value">As it stands in an address.</param>
/// <param name="Count">How many of the films that match all the other filters have it.</param>
internal sealed record FacetChoice(string Value, int Count);
