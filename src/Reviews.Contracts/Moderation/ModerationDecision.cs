using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Moderation;

/// <summary>One decision, as the log keeps it: who, when, why, about what.</summary>
/// <param name="Number">Grows with every decision.</param>
/// <param name="Action">What was decided.</param>
/// <param name="ModeratorId">By whom.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why; blank when it was about a member who was erased.</param>
/// <param name="FilmId">The film of the review or of the votes; null for a suspension.</param>
/// <param name="UserId">Who wrote the review, or is suspended; 0 for votes.</param>
/// <param name="CaseId">The case; 0 for a suspension or votes.</param>
/// <param name="From">The first second of excluded votes, since 1970 (UTC); 0 for others.</param>
/// <param name="Until">The second after the last.</param>
/// <param name="Revision">The revision of the text that was decided on; null when it was not read, and for decisions of earlier
/// versions.</param>
/// <param name="Kind">Why the review was in the queue; null for others, and for decisions of earlier versions.</param>
/// <param name="TellsAuthor">Whether the review's author gets an email: the decision hides it, or it was hidden.</param>
[GenerateSerializer, Immutable, Alias("reviews.ModerationDecision")]
public sealed record ModerationDecision(
    [property: Id(0)] long Number,
    [property: Id(1)] ModerationAction Action,
    [property: Id(2)] long ModeratorId,
    [property: Id(3)] DateTimeOffset DecidedAt,
    [property: Id(4)] string Reason,
    [property: Id(5)] string? FilmId,
    [property: Id(6)] long UserId,
    [property: Id(7)] long CaseId,
    [property: Id(8)] uint From,
    [property: Id(9)] uint Until,
    [property: Id(10)] int? Revision = null,
    [property: Id(11)] CaseKind? Kind = null,
    [property: Id(12)] bool TellsAuthor = false);

/// <summary>A decision about a review, on its way to the moderation grain.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Action">Dismiss, hide or restore.</param>
/// <param name="ModeratorId">Who decides.</param>
/// <param name="Reason">Why; 1 to <see cref="ModerationLimits.MaxReason"/> characters.</param>
/// <param name="Revision">The revision of the text that the moderator has seen; null: the one that the queue last showed, or that the case
/// was opened with.</param>
[GenerateSerializer, Immutable, Alias("reviews.CaseVerdict")]
public sealed record CaseVerdict(
    [property: Id(0)] long CaseId,
    [property: Id(1)] ModerationAction Action,
    [property: Id(2)] long ModeratorId,
    [property: Id(3)] string Reason,
    [property: Id(4)] int? Revision = null);

/// <summary>The outcome of a decision.</summary>
[GenerateSerializer, Alias("reviews.DecisionOutcome")]
public enum DecisionOutcome
{
    /// <summary>Durable and carried out.</summary>
    Done,

    /// <summary>Durable; it will be carried out as soon as the grain it concerns answers.</summary>
    OnItsWay,

    /// <summary>There is no such case, member or film; nothing was decided.</summary>
    Unknown,

    /// <summary>It was already decided that way, or someone else has just decided.</summary>
    Decided,

    /// <summary>Exactly this window is not excluded.</summary>
    NotThere,

    /// <summary><see cref="FilmExclusion.MaxWindows"/> windows of the film are already excluded.</summary>
    TooMany,

    /// <summary>The review's text is not the one the moderator saw; nothing was decided.</summary>
    Changed,
}

/// <summary>The answer to a decision.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Decision">The decision, if one was made.</param>
/// <param name="Rating">The film's rating after it, when it was about votes and the film has answered.</param>
/// <param name="Revision">The revision of the review's text now, when it has changed.</param>
[GenerateSerializer, Immutable, Alias("reviews.DecisionAnswer")]
public sealed record DecisionAnswer(
    [property: Id(0)] DecisionOutcome Outcome,
    [property: Id(1)] ModerationDecision? Decision = null,
    [property: Id(2)] FilmRating? Rating = null,
    [property: Id(3)] int? Revision = null);

/// <summary>A page of the log.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="HasMore">Whether there are older ones.</param>
[GenerateSerializer, Immutable, Alias("reviews.DecisionPage")]
public sealed record DecisionPage([property: Id(0)] ImmutableArray<ModerationDecision> Items, [property: Id(1)] bool HasMore);
