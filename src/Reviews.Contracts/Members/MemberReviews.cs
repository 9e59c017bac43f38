using System.Collections.Immutable;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Members;

/// <summary>A review as a member writes it. <c>ReviewText</c> defines what is valid; the sender has checked it.</summary>
/// <param name="SecurityStamp">The stamp of the ticket the call came with.</param>
/// <param name="FilmId">The film.</param>
/// <param name="Text">The text; null withdraws the review.</param>
/// <param name="TimeLeft">The user grain starts nothing after this much time.</param>
/// <param name="Number">Taken when the request was made.</param>
/// <param name="Waits">Whether a new review waits for a moderator before readers see it.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewCommand")]
public sealed record ReviewCommand(
    [property: Id(0)] string SecurityStamp,
    [property: Id(1)] string FilmId,
    [property: Id(2)] WrittenReview? Text,
    [property: Id(3)] TimeSpan TimeLeft,
    [property: Id(4)] RequestNumber? Number = null,
    [property: Id(5)] bool Waits = false);

/// <summary>The text of a review.</summary>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
[GenerateSerializer, Immutable, Alias("reviews.WrittenReview")]
public sealed record WrittenReview([property: Id(0)] string Title, [property: Id(1)] string Body, [property: Id(2)] bool Spoilers);

/// <summary>A member's helpful vote on someone's review.</summary>
/// <param name="SecurityStamp">The stamp of the ticket the call came with.</param>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewerId">Who wrote the review.</param>
/// <param name="IsHelpful">Null takes the vote back.</param>
/// <param name="TimeLeft">The user grain starts nothing after this much time.</param>
/// <param name="Number">Taken when the request was made.</param>
[GenerateSerializer, Immutable, Alias("reviews.MarkCommand")]
public sealed record MarkCommand(
    [property: Id(0)] string SecurityStamp,
    [property: Id(1)] string FilmId,
    [property: Id(2)] long ReviewerId,
    [property: Id(3)] bool? IsHelpful,
    [property: Id(4)] TimeSpan TimeLeft,
    [property: Id(5)] RequestNumber? Number = null);

/// <summary>The outcome of a member's review or helpful vote.</summary>
[GenerateSerializer, Alias("reviews.ReviewOutcome")]
public enum ReviewOutcome
{
    /// <summary>Durable in member, review and film.</summary>
    Done,

    /// <summary>The stamp is not the account's.</summary>
    SignedOut,

    /// <summary>No such film.</summary>
    UnknownFilm,

    /// <summary>A withdrawal of a review never written, or a helpful vote on a review that is not shown.</summary>
    NoReview,

    /// <summary>A helpful vote on one's own review.</summary>
    Own,

    /// <summary>Over the member's quota; nothing was written.</summary>
    TooMany,

    /// <summary>The time ran out: it may or may not have been written, or may still be.</summary>
    Unsure,

    /// <summary>A later request was served first: nothing was written. A caller that is still waiting takes a new number and
    /// retries.</summary>
    Overtaken,

    /// <summary>The member is suspended; nothing was written.</summary>
    Suspended,

    /// <summary>It would have to wait for a moderator, and the queue is full; nothing was written.</summary>
    QueueFull,
}

/// <summary>A user grain's answer to a review or helpful vote.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Review">The member's current review, when done and not withdrawn.</param>
/// <param name="Helpful">Members who now find the voted review helpful.</param>
/// <param name="Writing">What is written about the film, including this, when done.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewAnswer")]
public sealed record ReviewAnswer(
    [property: Id(0)] ReviewOutcome Outcome, [property: Id(1)] StoredReview? Review = null, [property: Id(2)] int Helpful = 0,
    [property: Id(3)] FilmWriting? Writing = null);

/// <summary>One of a member's reviews.</summary>
/// <param name="FilmId">The film; with the member this names the review's grain.</param>
/// <param name="WrittenAt">When the member last wrote it, to the second, UTC.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberReview")]
public sealed record MemberReview([property: Id(0)] string FilmId, [property: Id(1)] DateTimeOffset WrittenAt);

/// <summary>A page of a member's reviews.</summary>
/// <param name="Items">Last written first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberReviewPage")]
public sealed record MemberReviewPage([property: Id(0)] ImmutableArray<MemberReview> Items, [property: Id(1)] string? Next);

/// <summary>A member's helpful vote on a review.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewerId">Who wrote the review.</param>
/// <param name="IsHelpful">Whether it helped.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberMark")]
public sealed record MemberHelpfulVote([property: Id(0)] string FilmId, [property: Id(1)] long ReviewerId,
    [property: Id(2)] bool IsHelpful);
