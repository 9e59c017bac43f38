using System.Collections.Immutable;

namespace Reviews.Contracts.Films;

/// <summary>What is known of a film beside its ratings. Changes by import only.</summary>
[GenerateSerializer, Immutable, Alias("reviews.FilmDetails")]
public sealed record FilmDetails
{
    /// <summary>The film's slug, as <c>never-let-me-go-2010</c>.</summary>
    [Id(0)] public required string FilmId { get; init; }

    [Id(1)] public required string Title { get; init; }

    [Id(2)] public DateOnly? ReleaseDate { get; init; }

    /// <summary>Run time in minutes, 1 to 1,000.</summary>
    [Id(3)] public int? RuntimeMinutes { get; init; }

    /// <summary>MPAA rating as printed: <c>G</c>, <c>PG</c>, <c>PG-13</c>, <c>R</c>, <c>NC-17</c>, <c>Not Rated</c>.</summary>
    [Id(4)] public string? MpaaRating { get; init; }

    [Id(5)] public string? MpaaReason { get; init; }

    [Id(6)] public string? Genre { get; init; }

    [Id(7)] public ImmutableArray<string> Directors { get; init; } = [];

    [Id(8)] public ImmutableArray<string> Cast { get; init; } = [];

    [Id(9)] public string? Distributor { get; init; }

    [Id(10)] public ImmutableArray<ExternalScore> ExternalScores { get; init; } = [];

    /// <summary>Tells two films of one slug apart when a catalogue is imported again: folded title, full release date.</summary>
    [Id(11)] public required string Identity { get; init; }
}

/// <summary>What another site says of the film.</summary>
/// <param name="Source">The site, as <c>IMDb</c>.</param>
/// <param name="Score">The score on the site's own scale.</param>
/// <param name="Scale">The site's highest score: 10, 100.</param>
/// <param name="Votes">How many votes the score stands for, if the site tells.</param>
[GenerateSerializer, Immutable, Alias("reviews.ExternalScore")]
public sealed record ExternalScore(
    [property: Id(0)] string Source, [property: Id(1)] double Score, [property: Id(2)] double Scale, [property: Id(3)] int? Votes);
