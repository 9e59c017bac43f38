using System.Collections.Immutable;
using Reviews.Contracts.Moderation;

namespace Reviews.Contracts.Reviews;

/// <summary>A review as moderators need it: with what was reported, and what was decided before.</summary>
/// <param name="Review">The review; null when it is withdrawn, or was never written.</param>
/// <param name="State">Whether everyone sees it; also set for a withdrawn review, which remembers that it was hidden.</param>
/// <param name="Revision">The text's: grows with each change to it, including a withdrawal. 0: written before texts were numbered, and not
/// changed since.</param>
/// <param name="Reported">Texts that were reported, oldest first; at most <see cref="ReportedText.MaxKept"/>.</param>
/// <param name="IsFirst">Whether it was shown only after a moderator had approved it as a first review.</param>
/// <param name="IsWatched">Whether moderators look at each new text of it, because they have hidden it, restored it or dismissed a
/// report.</param>
/// <param name="HasAppealed">Whether its author has appealed against hiding it.</param>
[GenerateSerializer, Immutable, Alias("reviews.ModeratedReview")]
public sealed record ModeratedReview(
    [property: Id(0)] StoredReview? Review,
    [property: Id(1)] ReviewState State,
    [property: Id(2)] int Revision,
    [property: Id(3)] ImmutableArray<ReportedText> Reported,
    [property: Id(4)] bool IsFirst,
    [property: Id(5)] bool IsWatched,
    [property: Id(6)] bool HasAppealed);

/// <summary>A text as it was reported.</summary>
/// <param name="Revision">The text's revision.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Spoilers">Whether it said that it contains spoilers.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReportedText")]
public sealed record ReportedText(
    [property: Id(0)] int Revision, [property: Id(1)] string Title, [property: Id(2)] string Body, [property: Id(3)] bool Spoilers)
{
    /// <summary>Maximum reported texts kept per review: 5, the first and the newest four.</summary>
    public const int MaxKept = 5;
}

/// <summary>What a moderator decided, on its way to the review.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="DecidedAt">When; together with the number this identifies the decision.</param>
/// <param name="Action">Dismiss, hide or restore. Dismissing leaves a hidden review hidden, and shows a pending one.</param>
/// <param name="Reason">Why; shown to the author.</param>
/// <param name="Revision">The revision of the text that was decided on; null: whatever it is, as in earlier versions.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewVerdict")]
public sealed record ReviewVerdict(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset DecidedAt,
    [property: Id(2)] ModerationAction Action,
    [property: Id(3)] string Reason,
    [property: Id(4)] int? Revision);

/// <summary>A review's answer to a decision.</summary>
/// <param name="IsDone">Whether it was carried out; if not, the text has changed since.</param>
/// <param name="Revision">The text's revision now.</param>
[GenerateSerializer, Immutable, Alias("reviews.VerdictAnswer")]
public sealed record VerdictAnswer([property: Id(0)] bool IsDone, [property: Id(1)] int Revision);

/// <summary>What the author of a hidden review is told.</summary>
/// <param name="Reason">Why it is hidden; null when that was decided before reasons were kept here.</param>
/// <param name="DecidedAt">When; null likewise.</param>
/// <param name="HasAppealed">Whether the author has appealed, which is possible once.</param>
/// <param name="IsOpen">Whether moderators are asked to look at it again.</param>
[GenerateSerializer, Immutable, Alias("reviews.HiddenReview")]
public sealed record HiddenReview(
    [property: Id(0)] string? Reason,
    [property: Id(1)] DateTimeOffset? DecidedAt,
    [property: Id(2)] bool HasAppealed,
    [property: Id(3)] bool IsOpen);

/// <summary>The outcome of an appeal.</summary>
[GenerateSerializer, Alias("reviews.AppealOutcome")]
public enum AppealOutcome
{
    /// <summary>Durable: moderators will see it.</summary>
    Done,

    /// <summary>There is no text.</summary>
    NoReview,

    /// <summary>The review is not hidden.</summary>
    NotHidden,

    /// <summary>There was already an appeal.</summary>
    Appealed,

    /// <summary><see cref="ModerationLimits.MaxOpenCases"/> are open; nothing was written.</summary>
    Full,
}
