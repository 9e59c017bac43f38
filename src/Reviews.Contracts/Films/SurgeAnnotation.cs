namespace Reviews.Contracts.Films;

/// <summary>Something on a film's timeline that readers and moderators should know about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">Its first second, since 1970 (UTC).</param>
/// <param name="Until">The second after its last.</param>
/// <param name="Votes">How many votes it concerns.</param>
[GenerateSerializer, Immutable, Alias("reviews.RatingMark")]
public readonly record struct SurgeAnnotation(
    [property: Id(0)] RatingMarkKind Kind, [property: Id(1)] uint From, [property: Id(2)] uint Until, [property: Id(3)] int Votes);

/// <summary>What an annotation says.</summary>
[GenerateSerializer, Alias("reviews.RatingMarkKind")]
public enum RatingMarkKind : byte
{
    /// <summary>An hour in which an unusual number of new accounts voted.</summary>
    Surge = 1,

    /// <summary>A moderator excluded the votes of this period: they are kept but do not count.</summary>
    Excluded = 2,
}
