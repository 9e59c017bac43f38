using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Reviews;

/// <summary>
/// One member's review of one film, keyed by member id and film id: the text with its revisions. Only this grain reports it to the film.
/// </summary>
[Alias("reviews.IReviewGrain")]
public interface IReviewGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>Writes the review or changes it; returns when it is durable here and with the film. Idempotent for the same ticket. A
    /// hidden review stays hidden.</summary>
    [Alias("Put")]
    Task<ReviewPutAnswer> PutAsync(ReviewDraft draft);

    /// <summary>Withdraws the review: its text and revisions are gone when this returns. Whether it was hidden is remembered.</summary>
    [Alias("Withdraw")]
    Task<ReviewPutAnswer> WithdrawAsync(uint ticket);

    /// <summary>Tells the film what it may not know yet, and refuses any later text with that ticket.</summary>
    [Alias("Settle")]
    Task<ReviewPutAnswer> SettleAsync(uint ticket);

    /// <summary>Shows, hides or holds back the review; returns when it is durable here and with the film. Idempotent. Called by silos of
    /// earlier versions, which name no revision; newer ones call <see cref="JudgeAsync"/>.</summary>
    /// <returns>False when there is no text.</returns>
    [Alias("Moderate")]
    Task<bool> ModerateAsync(ReviewState state);

    /// <summary>
    /// Changes the public name on the review; returns when it is durable here and with the film. Idempotent; a name that arrives after a
    /// newer one changes nothing.
    /// </summary>
    [Alias("Rename")]
    Task RenameAsync(ReviewerName name);

    /// <summary>The review, shown or not; null when there is no text.</summary>
    [Alias("Read"), AlwaysInterleave]
    Task<StoredReview?> ReadAsync();

    /// <summary>Earlier texts, oldest first; at most <see cref="StoredReview.MaxEarlier"/>.</summary>
    [Alias("Earlier"), AlwaysInterleave]
    Task<ImmutableArray<EarlierReview>> EarlierAsync();

    /// <summary>Keeps the text as it is, because someone reported it: whatever the author does, moderators can read it.</summary>
    /// <returns>The text; null when none is shown to readers.</returns>
    [Alias("Report")]
    Task<ReportedText?> ReportAsync();

    /// <summary>Carries out what a moderator decided about the text with that revision; returns when it is durable here and with the film.
    /// Idempotent, even after the text has changed.</summary>
    [Alias("Judge")]
    Task<VerdictAnswer> JudgeAsync(ReviewVerdict verdict);

    /// <summary>Asks moderators to look again at a hidden review, because its author appeals; returns when it is durable here and with
    /// them.</summary>
    /// <param name="text">Why; 1 to <see cref="Moderation.ModerationLimits.MaxAppeal"/> characters.</param>
    /// <param name="at">When.</param>
    [Alias("Appeal")]
    Task<AppealOutcome> AppealAsync(string text, DateTimeOffset at);

    /// <summary>The review as moderators need it.</summary>
    [Alias("ForModerators"), AlwaysInterleave]
    Task<ModeratedReview> ForModeratorsAsync();

    /// <summary>Forgets what was kept for moderators besides the text: its author is erased. Idempotent.</summary>
    [Alias("Forget")]
    Task ForgetAsync();
}

/// <summary>Whether a review is public.</summary>
[GenerateSerializer, Alias("reviews.ReviewState")]
public enum ReviewState : byte
{
    /// <summary>Everyone sees it.</summary>
    Published = 1,

    /// <summary>It is waiting for a moderator.</summary>
    Pending = 2,

    /// <summary>A moderator hid it.</summary>
    Hidden = 3,
}

/// <summary>A review on its way from its author. <c>ReviewText</c> defines what is valid; the sender has checked it.</summary>
/// <param name="Ticket">From the member's own counter of reviews; the highest wins.</param>
/// <param name="DisplayName">The author's public name.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="StateIfNew">The state unless something prevents it: published or pending. A text that replaces an approved first review is
/// pending as well.</param>
/// <param name="Incarnation">The store incarnation the member is based on; any other is refused.</param>
/// <param name="NameNumber">How often the author had chosen a public name; the highest wins.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewDraft")]
public sealed record ReviewDraft(
    [property: Id(0)] uint Ticket,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] string Title,
    [property: Id(3)] string Body,
    [property: Id(4)] bool Spoilers,
    [property: Id(5)] DateTimeOffset WrittenAt,
    [property: Id(6)] ReviewState StateIfNew,
    [property: Id(7)] long Incarnation = 0,
    [property: Id(8)] int NameNumber = 0);

/// <summary>A new public name on its way to the member's existing reviews.</summary>
/// <param name="DisplayName">The name.</param>
/// <param name="Number">How often the member had chosen one; the highest wins.</param>
/// <param name="Incarnation">The store incarnation the member is based on; any other is refused.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewerName")]
public sealed record ReviewerName(
    [property: Id(0)] string DisplayName, [property: Id(1)] int Number, [property: Id(2)] long Incarnation);

/// <summary>The outcome of a review.</summary>
/// <param name="Outcome">Whether review and film have it.</param>
/// <param name="Review">The review as it is now; null when it is withdrawn.</param>
/// <param name="Writing">What is written about the film, including the review.</param>
/// <param name="Ticket">The ticket that was served, when superseded; 0: unknown, as from reviews of earlier versions.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewPutAnswer")]
public sealed record ReviewPutAnswer(
    [property: Id(0)] ReviewPutOutcome Outcome,
    [property: Id(1)] StoredReview? Review = null,
    [property: Id(2)] FilmWriting? Writing = null,
    [property: Id(3)] uint Ticket = 0);

/// <summary>The outcome of a text on its way to its review.</summary>
[GenerateSerializer, Alias("reviews.ReviewPutOutcome")]
public enum ReviewPutOutcome
{
    /// <summary>Durable with review and film.</summary>
    Done,

    /// <summary>A higher ticket was served first, or this one with another text; nothing was written.</summary>
    Superseded,

    /// <summary>No such film; nothing is kept.</summary>
    UnknownFilm,
}

/// <summary>A review as it is kept.</summary>
/// <param name="Face">As everyone would see it, with the whole text, but without stars and helpful votes, which the film counts.</param>
/// <param name="State">Whether everyone sees it.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="Hidden">What its author is told when it is hidden; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("reviews.StoredReview")]
public sealed record StoredReview(
    [property: Id(0)] PublicReview Face,
    [property: Id(1)] ReviewState State,
    [property: Id(2)] int Revision,
    [property: Id(3)] HiddenReview? Hidden = null)
{
    /// <summary>Maximum earlier texts kept: 10.</summary>
    public const int MaxEarlier = 10;
}

/// <summary>A review's text as it was before.</summary>
[GenerateSerializer, Immutable, Alias("reviews.EarlierReview")]
public sealed record EarlierReview(
    [property: Id(0)] string Title, [property: Id(1)] string Body, [property: Id(2)] bool Spoilers,
    [property: Id(3)] DateTimeOffset WrittenAt);
