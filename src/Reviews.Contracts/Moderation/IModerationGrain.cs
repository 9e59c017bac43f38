using System.Collections.Immutable;
using Orleans.Concurrency;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Moderation;

/// <summary>What moderators look at and what they decided: reports, pending reviews, the log. One grain, key <see cref="Key"/>.</summary>
/// <remarks>
/// A decision is journalled before it is delivered to the review, the member or the film, and redelivered until they have it.
/// </remarks>
[Alias("reviews.IModerationGrain")]
public interface IModerationGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>Takes a report about a review, and makes the review keep its text as it is now. All reports of one review are one case; a
    /// second report by the same member changes nothing.</summary>
    [Alias("Report")]
    Task<ReportAnswer> ReportAsync(ReviewReport report);

    /// <summary>Notes that a review waits for a moderator before it is shown. Idempotent.</summary>
    /// <returns>False when <see cref="ModerationLimits.MaxOpenCases"/> are already open: nothing was noted.</returns>
    [Alias("Hold")]
    Task<bool> HoldAsync(string filmId, long authorId);

    /// <summary>Notes that moderators should look at a review. Idempotent. A case that was decided is reopened with its reports.</summary>
    /// <returns>False when the text has yet to be written and <see cref="ModerationLimits.MaxOpenCases"/> are already open: nothing was
    /// noted. A written text is noted even over that limit, so that none is overlooked.</returns>
    [Alias("Look")]
    Task<bool> LookAsync(ReviewLook look);

    /// <summary>Takes an appeal. Idempotent.</summary>
    /// <returns>False when <see cref="ModerationLimits.MaxOpenCases"/> are already open: nothing was noted.</returns>
    [Alias("Appeal")]
    Task<bool> AppealAsync(ReviewAppeal appeal);

    /// <summary>Open cases, oldest first.</summary>
    /// <param name="after">The last case of the previous page; 0 for the first page.</param>
    /// <param name="count">1 to <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Queue"), AlwaysInterleave]
    Task<CasePage> QueueAsync(long after, int count);

    /// <summary>Notes which texts the queue has shown, for decisions that name none. Kept only in memory; without it, a decision applies to
    /// the text the case was opened with.</summary>
    /// <param name="cases">At most <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Shown"), AlwaysInterleave]
    Task ShownAsync(ImmutableArray<ShownCase> cases);

    /// <summary>Decides a case, or decides it again, on the text that the queue last showed.</summary>
    [Alias("Decide")]
    Task<DecisionAnswer> DecideAsync(long caseId, ModerationAction action, long moderatorId, string reason);

    /// <summary>Decides a case, or decides it again; returns when that is durable and has been carried out, or carrying it out takes too
    /// long. If the text has changed since, nothing is decided.</summary>
    [Alias("DecideOn")]
    Task<DecisionAnswer> DecideOnAsync(CaseVerdict verdict);

    /// <summary>Suspends a member, or ends that; likewise.</summary>
    [Alias("Suspend")]
    Task<DecisionAnswer> SuspendAsync(long userId, bool lifts, long moderatorId, string reason);

    /// <summary>Excludes the votes of a period from a film's rating, or counts them again; likewise.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="from">The first second, since 1970 (UTC).</param>
    /// <param name="until">The second after the last.</param>
    /// <param name="lifts">True counts them again.</param>
    /// <param name="moderatorId">Who decides.</param>
    /// <param name="reason">Why.</param>
    [Alias("Exclude")]
    Task<DecisionAnswer> ExcludeAsync(string filmId, uint from, uint until, bool lifts, long moderatorId, string reason);

    /// <summary>The decisions, newest first.</summary>
    /// <param name="below">The last decision of the previous page; <see cref="long.MaxValue"/> for the first page.</param>
    /// <param name="count">1 to <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Log"), AlwaysInterleave]
    Task<DecisionPage> LogAsync(long below, int count);

    /// <summary>The member's reports that are kept, until they are decided and then in case the text changes; for the member's own export.
    /// A report that is only counted has a blank reason and the time of the first one.</summary>
    [Alias("ReportsOf"), AlwaysInterleave]
    Task<ImmutableArray<ReviewReport>> ReportsOfAsync(long userId);

    /// <summary>
    /// Decisions about the member or their reviews, newest first, at most <see cref="ModerationLimits.MaxPageSize"/>; for the member's own
    /// export.
    /// </summary>
    [Alias("DecisionsOn"), AlwaysInterleave]
    Task<ImmutableArray<ModerationDecision>> DecisionsOnAsync(long userId);

    /// <summary>The cases kept about the member's reviews, open ones first; for the member's own export.</summary>
    [Alias("CasesAbout"), AlwaysInterleave]
    Task<ImmutableArray<MemberCase>> CasesAboutAsync(long userId);

    /// <summary>Decisions that were carried out but not yet announced to the review's author, oldest first, at most
    /// <see cref="ModerationLimits.MaxPageSize"/>.</summary>
    [Alias("Untold"), AlwaysInterleave]
    Task<ImmutableArray<ModerationDecision>> UntoldAsync();

    /// <summary>Notes that the review's author has been told about a decision, or that there is nobody to tell; returns when that is
    /// durable.</summary>
    [Alias("AuthorTold")]
    Task AuthorToldAsync(long number);

    /// <summary>Forgets an erased member: their reports and the cases about them are removed, and reasons given about them are blanked. The
    /// log still says that something was decided. Anything that arrives later from or about them is refused. The journal is rewritten, so
    /// that none of it stays in the store. Idempotent.</summary>
    [Alias("Forget")]
    Task ForgetAsync(long userId);

    /// <summary>Carries out what has not been carried out yet. Called at silo start and every 30 s.</summary>
    [Alias("Pump")]
    Task PumpAsync();
}

/// <summary>The limits of moderation.</summary>
public static class ModerationLimits
{
    /// <summary>Maximum open cases: 5,000. Beyond that no report is taken until some are decided.</summary>
    public const int MaxOpenCases = 5_000;

    /// <summary>Reports per case whose reasons are kept: the first 5. The others are only counted.</summary>
    public const int MaxReasons = 5;

    /// <summary>Members counted per case: 200. More reports add nothing.</summary>
    public const int MaxReporters = 200;

    /// <summary>Decisions the log keeps: the newest 50,000. Those not yet carried out are kept whatever their age.</summary>
    public const int MaxDecisions = 50_000;

    /// <summary>Erased members from whom nothing more is taken: the last 100,000. Anything that was in flight when an earlier one was
    /// erased has long since arrived, or never will.</summary>
    public const int MaxForgotten = 100_000;

    /// <summary>Maximum characters per reason: 500.</summary>
    public const int MaxReason = 500;

    /// <summary>Maximum characters per appeal: 2,000.</summary>
    public const int MaxAppeal = 2_000;

    /// <summary>Decided cases kept with their reports, to be reopened when the text changes: 5,000. The oldest are dropped; a new text of a
    /// review whose case was dropped comes without reports.</summary>
    public const int MaxSettledCases = 5_000;

    /// <summary>Maximum items per page: 100.</summary>
    public const int MaxPageSize = 100;
}
