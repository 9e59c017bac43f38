using System.Collections.Immutable;

namespace Reviews.Contracts.Moderation;

/// <summary>A member's report of a review.</summary>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote the review.</param>
/// <param name="ReporterId">Who reports it.</param>
/// <param name="Reason">Why; 1 to <see cref="ModerationLimits.MaxReason"/> characters.</param>
/// <param name="ReportedAt">When.</param>
/// <param name="Revision">The revision of the reported text, which the review keeps; null: none was shown, or the report is from an earlier
/// version.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewReport")]
public sealed record ReviewReport(
    [property: Id(0)] string FilmId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] long ReporterId,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset ReportedAt,
    [property: Id(5)] int? Revision = null);

/// <summary>The outcome of a report.</summary>
[GenerateSerializer, Alias("reviews.ReportAnswer")]
public enum ReportAnswer
{
    /// <summary>Durable: a moderator will see it, or it adds nothing to an open case.</summary>
    Taken,

    /// <summary><see cref="ModerationLimits.MaxOpenCases"/> are open; nothing was written.</summary>
    Full,
}

/// <summary>Why a review is in the queue.</summary>
[GenerateSerializer, Alias("reviews.CaseKind")]
public enum CaseKind : byte
{
    /// <summary>Members reported it.</summary>
    Reported = 1,

    /// <summary>It is one of a new member's first, or replaced one, and is pending.</summary>
    FirstReview = 2,

    /// <summary>A moderator had decided on it, and its author has rewritten it.</summary>
    Rewritten = 3,

    /// <summary>It is hidden, and its author appeals.</summary>
    Appealed = 4,
}

/// <summary>A review that moderators should look at, because it is pending or because they decided on its text before.</summary>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="Kind">Why: <see cref="CaseKind.FirstReview"/>, <see cref="CaseKind.Rewritten"/>, or <see cref="CaseKind.Reported"/> to
/// reopen a dismissed report.</param>
/// <param name="Revision">The new text's revision; null: it is about to be written.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewLook")]
public sealed record ReviewLook(
    [property: Id(0)] string FilmId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] CaseKind Kind,
    [property: Id(3)] int? Revision = null);

/// <summary>The author of a hidden review asks for another look.</summary>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote it and appeals.</param>
/// <param name="Text">Why; 1 to <see cref="ModerationLimits.MaxAppeal"/> characters.</param>
/// <param name="AppealedAt">When.</param>
/// <param name="Revision">The revision of the text at that time.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewAppeal")]
public sealed record ReviewAppeal(
    [property: Id(0)] string FilmId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] string Text,
    [property: Id(3)] DateTimeOffset AppealedAt,
    [property: Id(4)] int Revision);

/// <summary>A review in the moderators' queue.</summary>
/// <param name="CaseId">Its number; the report's id in the API.</param>
/// <param name="Kind">Why it is here.</param>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="OpenedAt">When it got into the queue.</param>
/// <param name="Reporters">Who reported it, at most <see cref="ModerationLimits.MaxReporters"/>.</param>
/// <param name="Reports">The first reports, at most <see cref="ModerationLimits.MaxReasons"/>; a report of a text not among them replaces a
/// redundant one.</param>
/// <param name="Revision">The revision of the text the case was opened with; null: unknown, or not written yet.</param>
/// <param name="Appeal">The author's appeal against hiding the review; null: none.</param>
/// <param name="CameBack">Whether the review was decided on before, and the case was reopened with what was known then.</param>
[GenerateSerializer, Immutable, Alias("reviews.ModerationCase")]
public sealed record ModerationCase(
    [property: Id(0)] long CaseId,
    [property: Id(1)] CaseKind Kind,
    [property: Id(2)] string FilmId,
    [property: Id(3)] long AuthorId,
    [property: Id(4)] DateTimeOffset OpenedAt,
    [property: Id(5)] ImmutableArray<long> Reporters,
    [property: Id(6)] ImmutableArray<ReviewReport> Reports,
    [property: Id(7)] int? Revision = null,
    [property: Id(8)] ReviewAppeal? Appeal = null,
    [property: Id(9)] bool CameBack = false);

/// <summary>The text of a case that moderators were shown.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Revision">The text's revision.</param>
[GenerateSerializer, Immutable, Alias("reviews.ShownCase")]
public readonly record struct ShownCase([property: Id(0)] long CaseId, [property: Id(1)] int Revision);

/// <summary>A case about a member's review; for the member's own export.</summary>
/// <param name="Case">The case.</param>
/// <param name="IsOpen">Whether it is waiting for a decision; if not, it is kept in case the text changes.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberCase")]
public sealed record MemberCase([property: Id(0)] ModerationCase Case, [property: Id(1)] bool IsOpen);

/// <summary>A page of the queue.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Total">Open cases in all.</param>
/// <param name="HasMore">Whether there are newer ones.</param>
[GenerateSerializer, Immutable, Alias("reviews.CasePage")]
public sealed record CasePage(
    [property: Id(0)] ImmutableArray<ModerationCase> Items, [property: Id(1)] int Total, [property: Id(2)] bool HasMore);
