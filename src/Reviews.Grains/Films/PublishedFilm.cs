using Reviews.Contracts.Films;

namespace Reviews.Grains.Films;

/// <summary>A film's details as they are journalled.</summary>
/// <param name="Details">The details.</param>
/// <param name="Revision">1 with the first publication, one more with each change.</param>
[GenerateSerializer, Immutable, Alias("reviews.PublishedFilm")]
internal sealed record PublishedFilm([property: Id(0)] FilmDetails Details, [property: Id(1)] int Revision);
