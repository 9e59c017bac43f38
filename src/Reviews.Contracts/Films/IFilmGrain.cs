using System.Collections.Immutable;
using Orleans.Concurrency;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Films;

/// <summary>
/// One film, by its slug: details, ballot book, live rating, what is written about it. The only writer of all four. Never calls a user
/// grain.
/// </summary>
[Alias("reviews.IFilmGrain")]
public interface IFilmGrain : IGrainWithStringKey
{
    /// <summary>Records a member's vote or withdrawal and returns when it is durable.</summary>
    /// <returns>
    /// Counted with the rating that includes it; Superseded when the film holds a higher ticket, or another vote under this one;
    /// UnknownFilm.
    /// </returns>
    [Alias("Vote")]
    Task<VoteAnswer> VoteAsync(Ballot ballot);

    /// <summary>Excludes the votes of a period from the rating, or counts them again; returns when that is durable.</summary>
    [Alias("Exclude")]
    Task<ExclusionAnswer> ExcludeAsync(FilmExclusion exclusion);

    /// <summary>The details and rating that are durable now.</summary>
    [Alias("Read"), AlwaysInterleave]
    Task<FilmState> ReadAsync();

    /// <summary>
    /// Called by the shard that holds <paramref name="mark"/> and has not heard from the film; the film settles that mark when it is idle.
    /// </summary>
    [Alias("Ask"), AlwaysInterleave]
    Task<FilmState> AskAsync(Guid mark);

    /// <summary>The current votes by the UTC day they were cast, oldest first.</summary>
    [Alias("Timeline"), AlwaysInterleave]
    Task<ImmutableArray<TimelineDay>> TimelineAsync();

    /// <summary>
    /// Publishes the film or changes its details to what an import says; what editors have set stays. Returns when film and shard have it.
    /// </summary>
    [Alias("Publish")]
    Task<PublishOutcome> PublishAsync(FilmDetails details);

    /// <summary>Creates the film, or sets its details as an editor wants them; returns when film and shard have it.</summary>
    /// <param name="details">Everything readers see. The identity is used only for a new film; other sites' scores stay as they
    /// are.</param>
    /// <param name="expected">The revision that the editor has seen, 0 for none; null accepts whatever is there.</param>
    [Alias("Correct")]
    Task<CorrectionAnswer> CorrectAsync(FilmDetails details, int? expected);

    /// <summary>Recounts every ballot and returns the result next to what is served.</summary>
    [Alias("Audit"), AlwaysInterleave]
    Task<FilmAudit> AuditAsync();

    /// <summary>Rewrites the film's journal so that nothing withdrawn is left in it; returns when that is durable.</summary>
    [Alias("Fold")]
    Task CompactAsync();

    /// <summary>Shows an article with the film from its publication time on; returns when film and shard have it. Idempotent for the same
    /// revision; a revision lower than the known one changes nothing.</summary>
    /// <param name="summary">What everyone may see of it; it must be about this film.</param>
    [Alias("PutArticle")]
    Task<ArticleOutcome> PutArticleAsync(ArticleSummary summary);

    /// <summary>Stops showing an article, as of this revision of it; returns when film and shard know. Idempotent.</summary>
    [Alias("RemoveArticle")]
    Task RemoveArticleAsync(string slug, int revision);

    /// <summary>
    /// Takes a review's update from its grain; returns when it is durable. A revision lower than the known one changes nothing.
    /// </summary>
    /// <returns>What is written about the film, including the update; null when no film with that id was published: nothing was
    /// recorded.</returns>
    [Alias("PutReview")]
    Task<FilmWriting?> PutReviewAsync(ReviewNews news);

    /// <summary>Records whether a member finds a review helpful; returns when it is durable.</summary>
    [Alias("MarkReview")]
    Task<MarkAnswer> MarkReviewAsync(HelpfulVote vote);

    /// <summary>A page of the reviews that are shown. Its cost does not grow with their number.</summary>
    /// <param name="sort">The order.</param>
    /// <param name="cursor">Where the last page ended, or null for the first.</param>
    /// <param name="length">1 to <see cref="ReviewPage.MaxLength"/>.</param>
    [Alias("Reviews"), AlwaysInterleave]
    Task<ReviewPage> ReviewsAsync(ReviewSort sort, string? cursor, int length);

    /// <summary>What the film knows about a member's review; null when none is shown.</summary>
    [Alias("Review"), AlwaysInterleave]
    Task<ReviewLine?> ReviewAsync(long userId);
}

/// <summary>One member's vote on its way to a film.</summary>
/// <param name="MemberId">The member, a 64-bit id.</param>
/// <param name="HalfStars">1 to 10; 0 withdraws.</param>
/// <param name="Ticket">From the member's own counter; the highest wins.</param>
/// <param name="CastAt">When, in whole seconds since 1970 (UTC).</param>
/// <param name="Suspended">Whether the member is suspended: the vote is kept but does not count.</param>
/// <param name="JoinedAt">When the member's account was created, likewise; 0: unknown. Surges are detected from votes of new
/// accounts.</param>
/// <param name="Incarnation">The store incarnation the member is based on; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("reviews.Ballot")]
public readonly record struct Ballot(
    [property: Id(0)] long MemberId, [property: Id(1)] byte HalfStars, [property: Id(2)] uint Ticket, [property: Id(3)] uint CastAt,
    [property: Id(4)] bool Suspended = false, [property: Id(5)] uint JoinedAt = 0, [property: Id(6)] long Incarnation = 0);

/// <summary>The outcome of a vote.</summary>
[GenerateSerializer, Alias("reviews.VoteOutcome")]
public enum VoteOutcome
{
    /// <summary>Durable, and included in the returned rating.</summary>
    Counted,

    /// <summary>The film already holds a higher ticket of this member, or another vote under the same one.</summary>
    Superseded,

    /// <summary>No film with that id was published; nothing was recorded.</summary>
    UnknownFilm,
}

/// <summary>A film's answer to a vote.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Rating">The film's durable rating; including the vote, when counted.</param>
/// <param name="Ticket">The member's ticket that the film holds, when superseded; 0: unknown, as from films of earlier versions.</param>
[GenerateSerializer, Immutable, Alias("reviews.VoteAnswer")]
public sealed record VoteAnswer(
    [property: Id(0)] VoteOutcome Outcome, [property: Id(1)] FilmRating Rating, [property: Id(2)] uint Ticket = 0);

/// <summary>The outcome of an article on its way to its film.</summary>
[GenerateSerializer, Alias("reviews.ArticleOutcome")]
public enum ArticleOutcome
{
    /// <summary>Film and shard have this revision or a later one.</summary>
    Taken,

    /// <summary>No film with that id was published; nothing was recorded.</summary>
    UnknownFilm,

    /// <summary>The film has <see cref="FilmWriting.MaxArticles"/> others already; nothing was recorded.</summary>
    TooMany,
}

/// <summary>What a publication changed.</summary>
[GenerateSerializer, Alias("reviews.PublishOutcome")]
public enum PublishOutcome
{
    /// <summary>The film is new.</summary>
    Taken,

    /// <summary>The film existed; its details changed.</summary>
    Changed,

    /// <summary>The film existed with exactly these details.</summary>
    Unchanged,

    /// <summary>Another film (another identity) has this slug; try the next suffix.</summary>
    OtherFilm,
}

/// <summary>A film's answer to an editor.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Film">The film as it is now; without details when there is no such film.</param>
[GenerateSerializer, Immutable, Alias("reviews.CorrectionAnswer")]
public sealed record CorrectionAnswer([property: Id(0)] CorrectionOutcome Outcome, [property: Id(1)] FilmState Film);

/// <summary>The outcome of a correction.</summary>
[GenerateSerializer, Alias("reviews.CorrectionOutcome")]
public enum CorrectionOutcome
{
    /// <summary>The film is new.</summary>
    Made,

    /// <summary>The film has the new details.</summary>
    Changed,

    /// <summary>The film had exactly these details, whoever set them.</summary>
    Unchanged,

    /// <summary>The film is at another revision than the editor has seen; nothing was changed.</summary>
    Stale,
}
