using System.Collections.Immutable;

namespace Reviews.Contracts.Members;

/// <summary>The site whose file was imported.</summary>
[GenerateSerializer, Alias("reviews.ImportSource")]
public enum ImportSource : byte
{
    Letterboxd = 1,
    Imdb = 2,
    MovieLens = 3,
}

/// <summary>A rating as it was in the file; kept with the vote that was made from it.</summary>
/// <param name="Source">Whose file it was.</param>
/// <param name="Tenths">The number on that site's own scale, in tenths: 35 for three and a half, 70 for seven.</param>
/// <param name="RatedOn">The day the file gives; null when it gives none.</param>
[GenerateSerializer, Immutable, Alias("reviews.OriginalRating")]
public sealed record OriginalRating(
    [property: Id(0)] ImportSource Source, [property: Id(1)] byte Tenths, [property: Id(2)] DateOnly? RatedOn)
{
    /// <summary>The highest number of that site: 10 for IMDb, 5 for others.</summary>
    public int Scale => Source == ImportSource.Imdb ? 10 : 5;

    /// <summary>The number on that scale.</summary>
    public decimal Value => Tenths / 10m;
}

/// <summary>One rating to be imported.</summary>
/// <param name="FilmId">The film on this site.</param>
/// <param name="HalfStars">1 to 10.</param>
/// <param name="Original">What the file says.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportItem")]
public sealed record ImportItem(
    [property: Id(0)] string FilmId, [property: Id(1)] byte HalfStars, [property: Id(2)] OriginalRating Original);

/// <summary>The result of reading a file.</summary>
/// <param name="Source">Whose file it is.</param>
/// <param name="Items">The ratings of films we have, each film once.</param>
/// <param name="Reading">What happened to the file's rows.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportPlan")]
public sealed record ImportPlan(
    [property: Id(0)] ImportSource Source, [property: Id(1)] ImmutableArray<ImportItem> Items, [property: Id(2)] ImportReading Reading)
{
    /// <summary>Maximum films per import: 20,000.</summary>
    public const int MaxItems = 20_000;

    /// <summary>Imports that are remembered per member and can be undone: 5. A new one replaces the oldest.</summary>
    public const int MaxKept = 5;
}

/// <summary>What happened to a file's rows.</summary>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Matched">Rows of films we have.</param>
/// <param name="NearYear">Those whose year is off by one.</param>
/// <param name="Repeated">Rows of a film that a later row rates too; the later one counts.</param>
/// <param name="NotFound">Rows of films we don't have, or that match several.</param>
/// <param name="Refused">Rows that are not a rating of a film.</param>
/// <param name="Recoded">Rows that were not UTF-8 and were read as Windows-1252.</param>
/// <param name="Troubles">The first <see cref="MaxTroubles"/> rows that were not taken, each with its reason.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportReading")]
public sealed record ImportReading(
    [property: Id(0)] int Rows,
    [property: Id(1)] int Matched,
    [property: Id(2)] int NearYear,
    [property: Id(3)] int Repeated,
    [property: Id(4)] int NotFound,
    [property: Id(5)] int Refused,
    [property: Id(6)] int Recoded,
    [property: Id(7)] ImmutableArray<ImportTrouble> Troubles)
{
    /// <summary>Maximum rows reported individually: 200.</summary>
    public const int MaxTroubles = 200;
}

/// <summary>A row that was skipped.</summary>
/// <param name="Row">Its number below the header, from 1.</param>
/// <param name="Title">What it calls the film; null when it does not.</param>
/// <param name="Reason">Why, as a sentence.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportTrouble")]
public sealed record ImportTrouble([property: Id(0)] int Row, [property: Id(1)] string? Title, [property: Id(2)] string Reason);

/// <summary>What to do with a plan.</summary>
[GenerateSerializer, Alias("reviews.ImportStep")]
public enum ImportStep : byte
{
    /// <summary>Report what would change, and change nothing.</summary>
    Look = 1,

    /// <summary>Keep it, to be started by its number.</summary>
    Keep = 2,

    /// <summary>Start it.</summary>
    Start = 3,
}

/// <summary>The status of an import.</summary>
[GenerateSerializer, Alias("reviews.ImportStatus")]
public enum ImportStatus : byte
{
    /// <summary>Read and kept; nothing has changed.</summary>
    Planned = 1,
    Running = 2,
    Done = 3,
    Undoing = 4,
    Undone = 5,
}

/// <summary>The outcome of a call about an import.</summary>
[GenerateSerializer, Alias("reviews.ImportOutcome")]
public enum ImportOutcome
{
    /// <summary>It was done; the state says what.</summary>
    Done,

    /// <summary>The stamp is not the account's.</summary>
    SignedOut,

    /// <summary>The member is suspended and can't import.</summary>
    Suspended,

    /// <summary>Another import of the member is running.</summary>
    Busy,

    /// <summary>There is no import with that number.</summary>
    Unknown,
}

/// <summary>A user grain's answer about an import.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="State">The import, when done.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportAnswer")]
public sealed record ImportAnswer([property: Id(0)] ImportOutcome Outcome, [property: Id(1)] ImportState? State = null);

/// <summary>One import of a member.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ImportState")]
public sealed record ImportState
{
    /// <summary>From 1; 0 for one that was only looked at.</summary>
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required ImportSource Source { get; init; }

    [Id(2)] public required ImportStatus Status { get; init; }

    /// <summary>When it was last started, undone or kept.</summary>
    [Id(3)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Films that it rates.</summary>
    [Id(4)] public required int Total { get; init; }

    /// <summary>Films that are finished: rated, or put back while it is being undone.</summary>
    [Id(5)] public int Settled { get; init; }

    /// <summary>Films that the member had not rated.</summary>
    [Id(6)] public int New { get; init; }

    /// <summary>Films that the member had rated differently.</summary>
    [Id(7)] public int Replaced { get; init; }

    /// <summary>Films that the member had rated the same; nothing changes for them.</summary>
    [Id(8)] public int Same { get; init; }

    /// <summary>After undoing: votes that stay, because the member has changed them since.</summary>
    [Id(9)] public int Kept { get; init; }

    /// <summary>The estimated time left; null when nothing is in progress.</summary>
    [Id(10)] public TimeSpan? TimeLeft { get; init; }

    [Id(11)] public required ImportReading Reading { get; init; }
}
