using Reviews.Contracts.Films;

namespace Reviews.Grains.Catalogue;

/// <summary>One change of a shard's durable state.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ShardChange")]
internal abstract record ShardChange;

/// <summary>A film's state as its grain left it; the mark with that name is dropped.</summary>
[GenerateSerializer, Immutable, Alias("reviews.FilmSettled")]
internal sealed record FilmSettled([property: Id(0)] FilmState Film, [property: Id(1)] Guid Mark) : ShardChange;

/// <summary>Only the rating, for a film whose details the shard has; the mark with that name is dropped.</summary>
[GenerateSerializer, Immutable, Alias("reviews.RatingSettled")]
internal sealed record RatingSettled([property: Id(0)] FilmRating Rating, [property: Id(1)] Guid Mark) : ShardChange;

/// <summary>A film is about to write.</summary>
[GenerateSerializer, Immutable, Alias("reviews.FilmMarked")]
internal sealed record FilmMarked([property: Id(0)] string FilmId, [property: Id(1)] Guid Mark) : ShardChange;

/// <summary>The shard was activated under this number, or confirms that it is still the current activation.</summary>
[GenerateSerializer, Immutable, Alias("reviews.EpochTaken")]
internal sealed record EpochTaken([property: Id(0)] long Epoch) : ShardChange;
