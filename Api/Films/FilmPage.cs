using System.Text.Json.Serialization;
using Reviews.Application.Films;

namespace Reviews.Api.Films;

/// <summary>One page of the films, as the API answers it.</summary>
/// <param name="Items">This page's.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
/// <param name="Facets">The available filters; only there when requested.</param>
/// <param name="Incomplete">True when films are missing because they can't be read from the store; left out otherwise.</param>
internal sealed record FilmPage(
    IReadOnlyList<FilmSummary> Items, int Total, int Page, int PageSize,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Facet>? Facets,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Incomplete = false);
