using System.Collections.Immutable;

namespace Reviews.Contracts.Moderation;

/// <summary>A member's report about a review.</summary>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote the review.</param>
/// <param name="ReporterId">Who reports it.</param>
/// <param name="Reason">Why; 1 to <see cref="ModerationLimits.MaxReason"/> characters.</param>
/// <param name="ReportedAt">When.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewReport")]
public sealed record ReviewReport(
    [property: Id(0)] string FilmId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] long ReporterId,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset ReportedAt);

/// <summary>What became of a report.</summary>
[GenerateSerializer, Alias("reviews.ReportAnswer")]
public enum ReportAnswer
{
    /// <summary>Durable: a moderator will see it, or it adds nothing to a case that is open.</summary>
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

    /// <summary>It is one of a new member's first, and waits.</summary>
    FirstReview = 2,
}

/// <summary>A review that a moderator is asked about.</summary>
/// <param name="CaseId">Its number; the report's id in the API.</param>
/// <param name="Kind">Why it is here.</param>
/// <param name="FilmId">The film the review is about.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="Reporters">Who reported it, at most <see cref="ModerationLimits.MaxReporters"/>.</param>
/// <param name="Reports">The first reports, at most <see cref="ModerationLimits.MaxReasons"/>.</param>
[GenerateSerializer, Immutable, Alias("reviews.ModerationCase")]
public sealed record ModerationCase(
    [property: Id(0)] long CaseId,
    [property: Id(1)] CaseKind Kind,
    [property: Id(2)] string FilmId,
    [property: Id(3)] long AuthorId,
    [property: Id(4)] DateTimeOffset OpenedAt,
    [property: Id(5)] ImmutableArray<long> Reporters,
    [property: Id(6)] ImmutableArray<ReviewReport> Reports);

/// <summary>A page of the queue.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="Total">Open cases in all.</param>
/// <param name="HasMore">Whether there are younger ones.</param>
[GenerateSerializer, Immutable, Alias("reviews.CasePage")]
public sealed record CasePage(
    [property: Id(0)] ImmutableArray<ModerationCase> Items, [property: Id(1)] int Total, [property: Id(2)] bool HasMore);
