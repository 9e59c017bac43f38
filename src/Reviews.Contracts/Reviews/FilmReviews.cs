using System.Collections.Immutable;

namespace Reviews.Contracts.Reviews;

/// <summary>A review's update on its way to its film.</summary>
/// <param name="UserId">Who wrote it.</param>
/// <param name="Revision">The review's own; the highest wins.</param>
/// <param name="WrittenAt">When it was first written.</param>
/// <param name="Shown">What lists show of it, with the text cut to its beginning; null: it is not shown.</param>
/// <param name="Incarnation">The store incarnation the member is based on; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewNews")]
public sealed record ReviewNews(
    [property: Id(0)] long UserId, [property: Id(1)] int Revision, [property: Id(2)] DateTimeOffset WrittenAt,
    [property: Id(3)] PublicReview? Shown,
    [property: Id(4)] long Incarnation = 0);

/// <summary>Whether a member finds a review helpful, on the way to the film.</summary>
/// <param name="ReviewerId">Who wrote the review.</param>
/// <param name="MemberId">Who casts the vote; someone else.</param>
/// <param name="Ticket">From the member's own counter of reviews and helpful votes; the highest wins.</param>
/// <param name="IsHelpful">Null takes the vote back.</param>
/// <param name="Incarnation">The store incarnation the member is based on; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("reviews.HelpfulMark")]
public sealed record HelpfulVote(
    [property: Id(0)] long ReviewerId, [property: Id(1)] long MemberId, [property: Id(2)] uint Ticket, [property: Id(3)] bool? IsHelpful,
    [property: Id(4)] long Incarnation = 0);

/// <summary>A film's answer to a helpful vote.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Helpful">Members who find the review helpful now.</param>
/// <param name="Writing">What is written about the film, including the vote.</param>
/// <param name="Ticket">The member's ticket that the film holds, when superseded; 0: unknown, as from films of earlier versions.</param>
[GenerateSerializer, Immutable, Alias("reviews.MarkAnswer")]
public sealed record MarkAnswer(
    [property: Id(0)] MarkOutcome Outcome, [property: Id(1)] int Helpful = 0, [property: Id(2)] FilmWriting? Writing = null,
    [property: Id(3)] uint Ticket = 0);

/// <summary>The outcome of a helpful vote.</summary>
[GenerateSerializer, Alias("reviews.MarkOutcome")]
public enum MarkOutcome
{
    /// <summary>Durable and counted.</summary>
    Counted,

    /// <summary>The film holds a higher ticket of this member, or another vote under the same one.</summary>
    Superseded,

    /// <summary>No such film, or no such review shown on it; nothing was recorded. Taking a vote back always counts.</summary>
    NoReview,
}

/// <summary>The orders of a film's reviews.</summary>
[GenerateSerializer, Alias("reviews.ReviewSort")]
public enum ReviewSort : byte
{
    /// <summary>Newest first.</summary>
    Recent = 1,

    /// <summary>The most helpful first, by the lower bound of the Wilson interval.</summary>
    Helpful = 2,
}

/// <summary>One page of a film's reviews. The texts are kept by the reviews' own grains.</summary>
/// <param name="Lines">In order.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many are shown in all.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewPage")]
public sealed record ReviewPage(
    [property: Id(0)] ImmutableArray<ReviewLine> Lines, [property: Id(1)] string? Next, [property: Id(2)] int Total)
{
    /// <summary>Maximum lines per page: 100.</summary>
    public const int MaxLength = 100;
}

/// <summary>What a film knows about one review.</summary>
/// <param name="UserId">Who wrote it.</param>
/// <param name="HalfStars">The author's current vote, 1 to 10; 0: none.</param>
/// <param name="Helpful">Members who find it helpful.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewLine")]
public readonly record struct ReviewLine([property: Id(0)] long UserId, [property: Id(1)] byte HalfStars, [property: Id(2)] int Helpful);
