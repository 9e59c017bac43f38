using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Members;

/// <summary>One member, by a 64-bit id: account, profile, own votes. The only writer of all three.</summary>
[Alias("reviews.IUserGrain")]
public interface IUserGrain : IGrainWithIntegerKey
{
    /// <summary>A number for a request about to be made. Take it first, or the request can't be told apart from a delayed one.</summary>
    [Alias("TakeNumber"), AlwaysInterleave]
    Task<RequestNumber> TakeNumberAsync();

    /// <summary>Casts, changes or withdraws the member's vote; returns when the member's and the film's journals have it.</summary>
    [Alias("Rate")]
    Task<RateAnswer> RateAsync(RateCommand command);

    /// <summary>The member's current vote on a film; null when there is none.</summary>
    [Alias("Rating"), AlwaysInterleave]
    Task<MemberRating?> RatingAsync(string filmId);

    /// <summary>The member's current votes, newest first.</summary>
    /// <param name="cursor">Where the last page ended, or null for the first.</param>
    /// <param name="pageSize">1 to 100.</param>
    [Alias("Ratings"), AlwaysInterleave]
    Task<MemberRatingPage> RatingsAsync(string? cursor, int pageSize);

    /// <summary>Writes, changes or withdraws the member's review of a film; returns when member, review and film have it.</summary>
    [Alias("Review")]
    Task<ReviewAnswer> ReviewAsync(ReviewCommand command);

    /// <summary>Says whether someone's review helped the member; returns when member and film have it.</summary>
    [Alias("Mark")]
    Task<ReviewAnswer> MarkAsync(MarkCommand command);

    /// <summary>The films that the member has reviewed, last written first; hidden and pending reviews included.</summary>
    /// <param name="cursor">Where the last page ended, or null for the first.</param>
    /// <param name="pageSize">1 to 100.</param>
    [Alias("Reviews"), AlwaysInterleave]
    Task<MemberReviewPage> ReviewsAsync(string? cursor, int pageSize);

    /// <summary>The member's helpful votes on a film's reviews.</summary>
    [Alias("Marks"), AlwaysInterleave]
    Task<ImmutableArray<MemberHelpfulVote>> MarksAsync(string filmId);

    /// <summary>What the member may do now; null when the stamp is not the account's (signed out, or no such account).</summary>
    [Alias("Standing"), AlwaysInterleave]
    Task<MemberStatus?> StatusAsync(string securityStamp);

    /// <summary>The public profile; null when there is no such member.</summary>
    [Alias("Profile"), AlwaysInterleave]
    Task<MemberProfile?> ProfileAsync();

    /// <summary>The account as Identity keeps it; null when there is none.</summary>
    [Alias("Account"), AlwaysInterleave]
    Task<MemberAccount?> AccountAsync();

    /// <summary>Creates the account, or replaces the one whose concurrency stamp is <paramref name="expectedStamp"/>.</summary>
    /// <param name="account">The whole account, under a concurrency stamp of its own; writing it again is idempotent.</param>
    /// <param name="expectedStamp">The concurrency stamp that was read; null creates.</param>
    /// <param name="claim">The claim under which a new name of this account is pending, or null.</param>
    /// <returns>
    /// False when the stamp differs, or the claim was given up in the meantime or lost with a part of the store: nothing was written.
    /// </returns>
    [Alias("PutAccount")]
    Task<bool> PutAccountAsync(MemberAccount account, string? expectedStamp, Guid? claim);

    /// <summary>The same, with everything that is stored in the same write.</summary>
    /// <returns>As for <see cref="PutAccountAsync"/>; also false for a new public name of a suspended member.</returns>
    [Alias("WriteAccount")]
    Task<bool> WriteAccountAsync(AccountWrite write);

    /// <summary>
    /// Called by a name whose claim is old: does the account hold the name? If not, the claim is refused forever, durably.
    /// </summary>
    [Alias("AffirmName")]
    Task<bool> AffirmNameAsync(string nameKey, Guid claim);

    /// <summary>Called by a name before it gives its owner the same claim again: was it refused, so that nothing can be written under it?
    /// Changes nothing.</summary>
    [Alias("RefusesClaim")]
    Task<bool> RefusesClaimAsync(Guid claim);

    /// <summary>Grants, extends or ends the member's subscription. Idempotent.</summary>
    [Alias("Subscribe")]
    Task<SubscribeOutcome> SubscribeAsync(MemberSubscription change);

    /// <summary>The subscription as it was last decided; null when there never was one.</summary>
    [Alias("Subscription"), AlwaysInterleave]
    Task<MemberSubscription?> SubscriptionAsync();

    /// <summary>Continues unfinished work; true when nothing is left to do. Called by the pending-work grains.</summary>
    [Alias("Resume")]
    Task<bool> ResumeAsync();

    /// <summary>
    /// Suspends the member: nothing more may be written, and all votes leave the averages, in the background. Idempotent.
    /// </summary>
    /// <returns>False when there is no such member.</returns>
    [Alias("Suspend")]
    Task<bool> SuspendAsync(string reason);

    /// <summary>Ends a suspension, even of a member who was erased while suspended; all votes count again, in the background.</summary>
    /// <returns>False when there is no such member, nor a suspension that outlived one.</returns>
    [Alias("LiftSuspension")]
    Task<bool> LiftSuspensionAsync();
}

/// <summary>A vote as a member casts it.</summary>
/// <param name="SecurityStamp">The stamp of the ticket the call came with.</param>
/// <param name="FilmId">The film.</param>
/// <param name="HalfStars">1 to 10; 0 withdraws.</param>
/// <param name="Origin">Where the vote comes from.</param>
/// <param name="TimeLeft">The user grain starts nothing once this much time has passed.</param>
/// <param name="Number">Taken when the request was made; null for one that can't arrive late, because it comes from the same
/// process.</param>
[GenerateSerializer, Immutable, Alias("reviews.RateCommand")]
public sealed record RateCommand(
    [property: Id(0)] string SecurityStamp,
    [property: Id(1)] string FilmId,
    [property: Id(2)] byte HalfStars,
    [property: Id(3)] VoteOrigin Origin,
    [property: Id(4)] TimeSpan TimeLeft,
    [property: Id(5)] RequestNumber? Number = null);

/// <summary>Orders the requests of a member, however long each takes to arrive.</summary>
/// <param name="Series">Numbers are comparable within a series; each activation has its own.</param>
/// <param name="Number">Higher than all taken before.</param>
[GenerateSerializer, Immutable, Alias("reviews.RequestNumber")]
public sealed record RequestNumber([property: Id(0)] Guid Series, [property: Id(1)] long Number);

/// <summary>Where a vote came from; kept with it.</summary>
[GenerateSerializer, Alias("reviews.VoteOrigin")]
public enum VoteOrigin : byte
{
    Page = 1,
    Api = 2,
    Import = 3,

    /// <summary>A made-up reader, created with the sample catalogue.</summary>
    Sample = 4,
}

/// <summary>The outcome of a member's vote.</summary>
[GenerateSerializer, Alias("reviews.RateOutcome")]
public enum RateOutcome
{
    /// <summary>Durable in both member and film.</summary>
    Done,

    /// <summary>The stamp is not the account's.</summary>
    SignedOut,

    /// <summary>No such film.</summary>
    UnknownFilm,

    /// <summary>A withdrawal of a vote that was never cast.</summary>
    NotRated,

    /// <summary>Over the member's quota; nothing was written.</summary>
    TooMany,

    /// <summary>The time ran out; the vote is recorded as the member's intent, and will reach the film.</summary>
    Unsure,

    /// <summary>A later request about the film was served first, or the number is from another activation: nothing was written. A caller
    /// that is still waiting takes a new number and retries.</summary>
    Overtaken,

    /// <summary>The member is suspended; nothing was written.</summary>
    Suspended,
}

/// <summary>A user grain's answer to a vote.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Rating">The film's rating including this vote, when done.</param>
/// <param name="Mine">The member's current vote, when done and not withdrawn.</param>
[GenerateSerializer, Immutable, Alias("reviews.RateAnswer")]
public sealed record RateAnswer(
    [property: Id(0)] RateOutcome Outcome, [property: Id(1)] Films.FilmRating? Rating = null, [property: Id(2)] MemberRating? Mine = null);

/// <summary>A member's current vote.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="HalfStars">1 to 10.</param>
/// <param name="RatedAt">When, to the second, UTC.</param>
/// <param name="Origin">Where it came from.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberRating")]
public sealed record MemberRating(
    [property: Id(0)] string FilmId, [property: Id(1)] byte HalfStars, [property: Id(2)] DateTimeOffset RatedAt,
    [property: Id(3)] VoteOrigin Origin);

/// <summary>A page of a member's votes.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberRatingPage")]
public sealed record MemberRatingPage(
    [property: Id(0)] ImmutableArray<MemberRating> Items, [property: Id(1)] string? Next);

/// <summary>What a signed-in member may do at this moment.</summary>
/// <param name="DisplayName">The public name.</param>
/// <param name="Roles">Roles from the grain, not from the ticket.</param>
/// <param name="SubscribedUntil">The member may read what subscribers read until then; null: there is no subscription.</param>
/// <param name="Suspension">Why the member may not write anything right now; null: they may.</param>
/// <param name="ProvedAt">When the caller last proved to be the member; null: the call belongs to no session.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberStanding")]
public sealed record MemberStatus(
    [property: Id(0)] string DisplayName,
    [property: Id(1)] ImmutableArray<string> Roles,
    [property: Id(2)] DateTimeOffset? SubscribedUntil = null,
    [property: Id(3)] string? Suspension = null,
    [property: Id(4)] DateTimeOffset? ProvedAt = null)
{
    /// <summary>Whether the subscription is active at that time.</summary>
    public bool IsSubscribed(DateTimeOffset now) => SubscribedUntil > now;
}

/// <summary>What everyone can see of a member.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberProfile")]
public sealed record MemberProfile(
    [property: Id(0)] long UserId, [property: Id(1)] string DisplayName, [property: Id(2)] int Ratings,
    [property: Id(3)] DateTimeOffset MemberSince,
    [property: Id(4)] int Reviews = 0)
{
    /// <summary>The member's latest reviews, at most <see cref="MaxLatest"/>; hidden and pending ones included.</summary>
    [Id(5)] public ImmutableArray<MemberReview> Latest { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Reviews included in a profile: 10.</summary>
    public const int MaxLatest = 10;
}
