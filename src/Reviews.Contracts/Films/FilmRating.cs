using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Films;

/// <summary>The current votes of one film at one version: enough to calculate every number that is shown.</summary>
/// <param name="FilmId">The film's slug.</param>
/// <param name="Version">Grows by at least one with every change to the votes, across restarts too, and even when the store came back with
/// writes missing (<see cref="Incarnation"/>).</param>
/// <param name="Count">Votes that count.</param>
/// <param name="HalfStarSum">The sum of those votes in half stars (1 to 10 each).</param>
/// <param name="Histogram">Ten counts; <c>[i]</c> is the number of votes of (i+1)/2 stars.</param>
[GenerateSerializer, Immutable, Alias("reviews.FilmRating")]
public sealed record FilmRating(
    [property: Id(0)] string FilmId,
    [property: Id(1)] long Version,
    [property: Id(2)] int Count,
    [property: Id(3)] long HalfStarSum,
    [property: Id(4)] ImmutableArray<int> Histogram)
{
    /// <summary>
    /// The same votes over time, oldest first, at most 64 points; empty where it is not sent, as in the answer to a vote.
    /// </summary>
    [Id(5)] public ImmutableArray<TrendPoint> Trend { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Annotations of periods: surges, then exclusions, each oldest first; at most 40. Null where it is not sent, as in the answer to a
    /// vote.
    /// </summary>
    [Id(6)] public ImmutableArray<SurgeAnnotation>? Marks { get; init; }

    /// <summary>Whether nobody has ever voted.</summary>
    [JsonIgnore]
    public bool IsUntouched => Incarnation.CountOf(Version) == 0;

    /// <summary>Whether <see cref="Trend"/> is there; without votes, an empty one is complete.</summary>
    public bool HasTrend => Count == 0 || !Trend.IsEmpty;

    /// <summary>
    /// The version whose votes <see cref="Trend"/> shows; -1 while it shows none. Not serialized: what is sent is all of one version.
    /// </summary>
    [JsonIgnore]
    public long TrendVersion => HasTrend ? OlderTrend ?? Version : -1;

    /// <summary>The version of a trend that is older than these votes.</summary>
    [field: NonSerialized] private long? OlderTrend { get; init; }

    /// <summary>These votes with an older trend, until their own arrives.</summary>
    public FilmRating WithTrendOf(FilmRating older) => this with { Trend = older.Trend, OlderTrend = older.TrendVersion };

    /// <summary>A film that nobody has voted on.</summary>
    public static FilmRating None(string filmId) => new(filmId, 0, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>
    /// Whether this is newer than <paramref name="standing"/>: a higher version, or the same one with a newer trend or other annotations.
    /// </summary>
    public bool IsNewsTo(FilmRating standing) =>
        Version > standing.Version || (Version == standing.Version && (TrendVersion > standing.TrendVersion || HasOtherMarks(standing)));

    private bool HasOtherMarks(FilmRating standing) =>
        Marks is { } marks && !(standing.Marks is { } known && marks.AsSpan().SequenceEqual(known.AsSpan()));
}

/// <summary>Current votes that were cast within a number of consecutive days; days without votes at either end count.</summary>
/// <param name="Start">The first UTC day.</param>
/// <param name="Days">How many days: 1, 2, 7, 14, 28, ...; the same in all points of a film.</param>
/// <param name="Count">Votes of those days that still stand; at least 1.</param>
/// <param name="HalfStarSum">Their sum in half stars.</param>
[GenerateSerializer, Immutable, Alias("reviews.TrendPoint")]
public readonly record struct TrendPoint(
    [property: Id(0)] DateOnly Start, [property: Id(1)] int Days, [property: Id(2)] int Count, [property: Id(3)] long HalfStarSum);

/// <summary>A film as its grain, its shard and the nodes' indexes exchange it.</summary>
/// <param name="Details">The details; null when nothing with that id was ever published.</param>
/// <param name="Revision">Grows by one with every change of the details. 0: none.</param>
/// <param name="Rating">The rating at the time of the answer.</param>
/// <param name="Writing">What is written about it; null: nothing was ever written, or it is not included here.</param>
[GenerateSerializer, Immutable, Alias("reviews.FilmState")]
public sealed record FilmState(
    [property: Id(0)] FilmDetails? Details, [property: Id(1)] int Revision, [property: Id(2)] FilmRating Rating,
    [property: Id(3)] FilmWriting? Writing = null);

/// <summary>The current votes that were cast on one UTC day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Count">Votes of that day that still stand.</param>
/// <param name="HalfStarSum">Their sum in half stars.</param>
[GenerateSerializer, Immutable, Alias("reviews.TimelineDay")]
public sealed record TimelineDay([property: Id(0)] DateOnly Date, [property: Id(1)] int Count, [property: Id(2)] long HalfStarSum);

/// <summary>A film recounted from its ballot book, next to what it serves.</summary>
/// <param name="Served">What the film serves to readers.</param>
/// <param name="Recounted">The same numbers recounted from every ballot; its version is the served one.</param>
/// <param name="Ballots">Registers in the book, withdrawn ones included.</param>
[GenerateSerializer, Immutable, Alias("reviews.FilmAudit")]
public sealed record FilmAudit([property: Id(0)] FilmRating Served, [property: Id(1)] FilmRating Recounted, [property: Id(2)] int Ballots);
