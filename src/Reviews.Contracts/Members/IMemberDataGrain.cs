using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Members;

/// <summary>
/// What members do with all their data at once: export it, import it, have it erased. The same grains as <see cref="IUserGrain"/>.
/// </summary>
[Alias("reviews.IMemberDataGrain")]
public interface IMemberDataGrain : IGrainWithIntegerKey
{
    /// <summary>The member's votes in the order they were cast, withdrawn ones included.</summary>
    /// <param name="after">The ticket of the last one that was read; 0 for the first page.</param>
    /// <param name="count">1 to <see cref="MaxVotes"/>.</param>
    [Alias("Votes"), AlwaysInterleave]
    Task<ImmutableArray<ExportedVote>> VotesAsync(uint after, int count);

    /// <summary>The member's helpful votes on others' reviews, in the order they were cast, without those taken back.</summary>
    /// <param name="after">The ticket of the last one that was read; 0 for the first page.</param>
    /// <param name="count">1 to <see cref="MaxVotes"/>.</param>
    [Alias("Marks"), AlwaysInterleave]
    Task<ImmutableArray<ExportedHelpfulVote>> MarksAsync(uint after, int count);

    /// <summary>Checks what an import would change, and keeps or starts it if requested.</summary>
    /// <param name="securityStamp">The stamp of the ticket the call came with.</param>
    /// <param name="plan">The ratings found, each film once; at most <see cref="ImportPlan.MaxItems"/>.</param>
    /// <param name="step">How far to go.</param>
    [Alias("PlanImport")]
    Task<ImportAnswer> PlanImportAsync(string securityStamp, ImportPlan plan, ImportStep step);

    /// <summary>Starts the import kept under that number; one that has started is left alone.</summary>
    [Alias("StartImport")]
    Task<ImportAnswer> StartImportAsync(string securityStamp, int number);

    /// <summary>
    /// Undoes an import: each vote that is still the imported one becomes what it was before. Stops a running import.
    /// </summary>
    [Alias("UndoImport")]
    Task<ImportAnswer> UndoImportAsync(string securityStamp, int number);

    /// <summary>The import with that number; null when there is none.</summary>
    [Alias("Import"), AlwaysInterleave]
    Task<ImportState?> ImportAsync(int number);

    /// <summary>The imports still remembered, newest first; at most <see cref="ImportPlan.MaxKept"/>.</summary>
    [Alias("Imports"), AlwaysInterleave]
    Task<ImmutableArray<ImportState>> ImportsAsync();

    /// <summary>Erases the member. When this returns, the account is gone; votes and reviews follow, even across restarts.</summary>
    /// <param name="securityStamp">The stamp of the ticket the call came with.</param>
    /// <param name="secret">The progress can be read with it; hexadecimal digits, chosen by the caller.</param>
    /// <returns>False when the stamp is not the account's: nothing was written.</returns>
    [Alias("Erase")]
    Task<bool> EraseAsync(string securityStamp, string secret);

    /// <summary>
    /// How far the erasure is; null when none was started under that secret, or it was longer than <see cref="ErasureProgress.ToldFor"/>
    /// ago.
    /// </summary>
    [Alias("Erasure"), AlwaysInterleave]
    Task<ErasureProgress?> ErasureAsync(string secret);

    /// <summary>Maximum votes or helpful votes per page: 1,000.</summary>
    const int MaxVotes = 1_000;
}

/// <summary>One vote with everything that is stored about it.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="HalfStars">1 to 10; 0: withdrawn.</param>
/// <param name="Ticket">From the member's own counter.</param>
/// <param name="CastAt">When, to the second, UTC.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Original">The rating as imported; null for others.</param>
[GenerateSerializer, Immutable, Alias("reviews.ExportedVote")]
public sealed record ExportedVote(
    [property: Id(0)] string FilmId,
    [property: Id(1)] byte HalfStars,
    [property: Id(2)] uint Ticket,
    [property: Id(3)] DateTimeOffset CastAt,
    [property: Id(4)] VoteOrigin Origin,
    [property: Id(5)] OriginalRating? Original);

/// <summary>A member's helpful vote on someone's review.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewerId">Who wrote the review.</param>
/// <param name="IsHelpful">Whether it helped.</param>
/// <param name="Ticket">From the member's counter of reviews and helpful votes.</param>
[GenerateSerializer, Immutable, Alias("reviews.ExportedMark")]
public sealed record ExportedHelpfulVote(
    [property: Id(0)] string FilmId, [property: Id(1)] long ReviewerId, [property: Id(2)] bool IsHelpful, [property: Id(3)] uint Ticket);

/// <summary>The progress of an erasure.</summary>
/// <param name="StartedAt">When it was requested.</param>
/// <param name="FinishedAt">When everything was done; null while it is running.</param>
/// <param name="Names">Names not released yet.</param>
/// <param name="Votes">Votes that had to be taken out of averages.</param>
/// <param name="VotesLeft">Those that have not yet.</param>
/// <param name="Reviews">Reviews and helpful votes that had to be removed.</param>
/// <param name="ReviewsLeft">Those that have not yet.</param>
/// <param name="Records">Films whose journals had to be rewritten to leave nothing in them.</param>
/// <param name="RecordsLeft">Those that have not been rewritten yet.</param>
[GenerateSerializer, Immutable, Alias("reviews.ErasureProgress")]
public sealed record ErasureProgress(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] DateTimeOffset? FinishedAt,
    [property: Id(2)] int Names,
    [property: Id(3)] int Votes,
    [property: Id(4)] int VotesLeft,
    [property: Id(5)] int Reviews,
    [property: Id(6)] int ReviewsLeft,
    [property: Id(7)] int Records,
    [property: Id(8)] int RecordsLeft)
{
    /// <summary>How long the progress can be read: 30 days.</summary>
    public static readonly TimeSpan ToldFor = TimeSpan.FromDays(30);
}
