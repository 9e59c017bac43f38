using System.Collections.Immutable;

namespace Reviews.Contracts.Films;

/// <summary>What is known about a film besides its ratings. Imports provide it, and editors have the last word.</summary>
[GenerateSerializer, Immutable, Alias("reviews.FilmDetails")]
public sealed record FilmDetails
{
    /// <summary>The film's slug, such as <c>never-let-me-go-2010</c>.</summary>
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

    /// <summary>Tells films with the same slug apart when a catalogue is imported again: folded title, full release date.</summary>
    [Id(11)] public required string Identity { get; init; }

    /// <summary>What editors have set or cleared; imports leave it alone.</summary>
    [Id(12)] public FilmFacts Corrected { get; init; }

    /// <summary>The imported details of an existing film, with what editors have set kept.</summary>
    public FilmDetails WithCorrectionsOf(FilmDetails standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.Corrected == FilmFacts.None ? this with { Corrected = FilmFacts.None } : this with
        {
            Title = Of(FilmFacts.Title).Title,
            ReleaseDate = Of(FilmFacts.ReleaseDate).ReleaseDate,
            RuntimeMinutes = Of(FilmFacts.RuntimeMinutes).RuntimeMinutes,
            MpaaRating = Of(FilmFacts.Mpaa).MpaaRating,
            MpaaReason = Of(FilmFacts.Mpaa).MpaaReason,
            Genre = Of(FilmFacts.Genre).Genre,
            Directors = Of(FilmFacts.Directors).Directors,
            Cast = Of(FilmFacts.Cast).Cast,
            Distributor = Of(FilmFacts.Distributor).Distributor,
            Corrected = standing.Corrected,
        };

        FilmDetails Of(FilmFacts fact) => standing.Corrected.HasFlag(fact) ? standing : this;
    }

    /// <summary>The facts in which the two differ.</summary>
    public FilmFacts DifferenceTo(FilmDetails other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return If(Title != other.Title, FilmFacts.Title)
            | If(ReleaseDate != other.ReleaseDate, FilmFacts.ReleaseDate)
            | If(RuntimeMinutes != other.RuntimeMinutes, FilmFacts.RuntimeMinutes)
            | If((MpaaRating, MpaaReason) != (other.MpaaRating, other.MpaaReason), FilmFacts.Mpaa)
            | If(Genre != other.Genre, FilmFacts.Genre)
            | If(!Directors.SequenceEqual(other.Directors), FilmFacts.Directors)
            | If(!Cast.SequenceEqual(other.Cast), FilmFacts.Cast)
            | If(Distributor != other.Distributor, FilmFacts.Distributor);

        static FilmFacts If(bool differs, FilmFacts fact) => differs ? fact : FilmFacts.None;
    }
}

/// <summary>Facts about a film, one bit each.</summary>
[Flags, GenerateSerializer, Alias("reviews.FilmFacts")]
public enum FilmFacts
{
    None = 0,
    Title = 1,
    ReleaseDate = 1 << 1,
    RuntimeMinutes = 1 << 2,

    /// <summary>Rating and reason: one means nothing without the other.</summary>
    Mpaa = 1 << 3,
    Genre = 1 << 4,
    Directors = 1 << 5,
    Cast = 1 << 6,
    Distributor = 1 << 7,
}

/// <summary>Another site's score for the film.</summary>
/// <param name="Source">The site, such as <c>IMDb</c>.</param>
/// <param name="Score">The score on the site's own scale.</param>
/// <param name="Scale">The site's highest score: 10, 100.</param>
/// <param name="Votes">How many votes the score is based on, if the site says.</param>
[GenerateSerializer, Immutable, Alias("reviews.ExternalScore")]
public sealed record ExternalScore(
    [property: Id(0)] string Source, [property: Id(1)] double Score, [property: Id(2)] double Scale, [property: Id(3)] int? Votes);
