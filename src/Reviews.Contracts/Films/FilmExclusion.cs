namespace Reviews.Contracts.Films;

/// <summary>A moderator's decision about a period's votes on one film.</summary>
/// <param name="Decision">The decision's number; of two, the higher is newer. One not above the film's newest was already carried
/// out.</param>
/// <param name="From">The first second, since 1970 (UTC).</param>
/// <param name="Until">The second after the last.</param>
/// <param name="Lifts">True counts the votes again, false excludes them.</param>
/// <param name="Incarnation">The store incarnation the decision was made in; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("reviews.FilmExclusion")]
public sealed record FilmExclusion(
    [property: Id(0)] long Decision, [property: Id(1)] uint From, [property: Id(2)] uint Until, [property: Id(3)] bool Lifts,
    [property: Id(4)] long Incarnation = 0)
{
    /// <summary>Maximum windows excluded per film at a time: 20.</summary>
    public const int MaxWindows = 20;
}

/// <summary>The outcome of such a decision.</summary>
[GenerateSerializer, Alias("reviews.ExclusionOutcome")]
public enum ExclusionOutcome
{
    /// <summary>Durable, and included in the returned rating.</summary>
    Done,

    /// <summary>No film with that id was published; nothing was written.</summary>
    UnknownFilm,

    /// <summary>Exactly this window is already excluded; nothing was written.</summary>
    ThereAlready,

    /// <summary>This exact window is not excluded, so there is nothing to lift.</summary>
    NotThere,

    /// <summary><see cref="FilmExclusion.MaxWindows"/> are already excluded; nothing was written.</summary>
    TooMany,
}

/// <summary>A film's answer to such a decision.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ExclusionAnswer")]
public sealed record ExclusionAnswer([property: Id(0)] ExclusionOutcome Outcome, [property: Id(1)] FilmRating Rating);
