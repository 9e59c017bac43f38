using System.Collections.Immutable;
using Orleans.Concurrency;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Moderation;

/// <summary>What moderators look at and what they decided: reports, waiting reviews, the log. One grain, key <see cref="Key"/>.</summary>
/// <remarks>
/// A decision is journalled before it is carried to the review, the member or the film, and carried again until they have it.
/// </remarks>
[Alias("reviews.IModerationGrain")]
public interface IModerationGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>Takes a report about a review, and has the review keep its text as it is now. All reports of one review are one case; a
    /// member's second one of it changes nothing.</summary>
    [Alias("Report")]
    Task<ReportAnswer> ReportAsync(ReviewReport report);

    /// <summary>Notes that a review waits for a moderator before it is shown. Asked again, nothing changes.</summary>
    /// <returns>False when <see cref="ModerationLimits.MaxOpenCases"/> are open already: nothing was noted.</returns>
    [Alias("Hold")]
    Task<bool> HoldAsync(string filmId, long authorId);

    /// <summary>Notes that moderators are to look at a review. Asked again, nothing changes. A case that was decided comes back, with its
    /// reports.</summary>
    /// <returns>False when the text is still to be written and <see cref="ModerationLimits.MaxOpenCases"/> are open already: nothing was
    /// noted. One that is written is noted over that, so that none is overlooked.</returns>
    [Alias("Look")]
    Task<bool> LookAsync(ReviewLook look);

    /// <summary>Takes an appeal. Asked again, nothing is twice.</summary>
    /// <returns>False when <see cref="ModerationLimits.MaxOpenCases"/> are open already: nothing was noted.</returns>
    [Alias("Appeal")]
    Task<bool> AppealAsync(ReviewAppeal appeal);

    /// <summary>Open cases, the oldest first.</summary>
    /// <param name="after">The last case of the page before; 0 for the first page.</param>
    /// <param name="count">1 to <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Queue"), AlwaysInterleave]
    Task<CasePage> QueueAsync(long after, int count);

    /// <summary>Notes which texts the queue has shown, for decisions that name none. Kept as long as the activation lives; what is
    /// forgotten falls back to the text with which the case came in.</summary>
    /// <param name="cases">At most <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Shown"), AlwaysInterleave]
    Task ShownAsync(ImmutableArray<ShownCase> cases);

    /// <summary>Decides a case, or decides it anew, on the text that the queue showed last.</summary>
    [Alias("Decide")]
    Task<DecisionAnswer> DecideAsync(long caseId, ModerationAction action, long moderatorId, string reason);

    /// <summary>Decides a case, or decides it anew; answers when that is durable, and when it is carried out or that takes too long. Of a
    /// text that has changed since nothing is decided.</summary>
    [Alias("DecideOn")]
    Task<DecisionAnswer> DecideOnAsync(CaseVerdict verdict);

    /// <summary>Suspends a member, or ends that; likewise.</summary>
    [Alias("Suspend")]
    Task<DecisionAnswer> SuspendAsync(long userId, bool lifts, long moderatorId, string reason);

    /// <summary>Excludes the votes of a time from a film's rating, or counts them again; likewise.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="from">The first second, since 1970 (UTC).</param>
    /// <param name="until">The second after the last.</param>
    /// <param name="lifts">True counts them again.</param>
    /// <param name="moderatorId">Who decides.</param>
    /// <param name="reason">Why.</param>
    [Alias("Exclude")]
    Task<DecisionAnswer> ExcludeAsync(string filmId, uint from, uint until, bool lifts, long moderatorId, string reason);

    /// <summary>The decisions, the newest first.</summary>
    /// <param name="below">The last decision of the page before; <see cref="long.MaxValue"/> for the first page.</param>
    /// <param name="count">1 to <see cref="ModerationLimits.MaxPageSize"/>.</param>
    [Alias("Log"), AlwaysInterleave]
    Task<DecisionPage> LogAsync(long below, int count);

    /// <summary>What the member reported and is kept: until it is decided, and then in case the text changes; for the member's own
    /// export. Of a report that is only counted the reason is blank, and the time is that of the first one.</summary>
    [Alias("ReportsOf"), AlwaysInterleave]
    Task<ImmutableArray<ReviewReport>> ReportsOfAsync(long userId);

    /// <summary>
    /// What was decided about the member or the member's reviews, the newest first, at most <see cref="ModerationLimits.MaxPageSize"/>; for
    /// the member's own export.
    /// </summary>
    [Alias("DecisionsOn"), AlwaysInterleave]
    Task<ImmutableArray<ModerationDecision>> DecisionsOnAsync(long userId);

    /// <summary>The cases about the member's reviews that are kept, the open ones first; for the member's own export.</summary>
    [Alias("CasesAbout"), AlwaysInterleave]
    Task<ImmutableArray<MemberCase>> CasesAboutAsync(long userId);

    /// <summary>Decisions that were carried out and of which the review's writer has not been told, the oldest first, at most
    /// <see cref="ModerationLimits.MaxPageSize"/>.</summary>
    [Alias("Untold"), AlwaysInterleave]
    Task<ImmutableArray<ModerationDecision>> UntoldAsync();

    /// <summary>Notes that the writer of the review has been told of a decision, or that there is nobody to tell; answers when that is
    /// durable.</summary>
    [Alias("AuthorTold")]
    Task AuthorToldAsync(long number);

    /// <summary>Forgets a member who is erased: reports by and cases about the member go, and reasons that were given about the member are
    /// blanked. The log still says that something was decided. What comes later of or about the member is not taken. The journal is written
    /// anew, so that nothing of it stays in the store. Repeating is safe.</summary>
    [Alias("Forget")]
    Task ForgetAsync(long userId);

    /// <summary>Carries out what is still to be. Called at silo start and every 30 s.</summary>
    [Alias("Pump")]
    Task PumpAsync();
}

/// <summary>What moderation may hold.</summary>
public static class ModerationLimits
{
    /// <summary>Most open cases: 5,000. Over it no report is taken until some are decided.</summary>
    public const int MaxOpenCases = 5_000;

    /// <summary>Reports of one case whose reasons are kept, the first: 5. The others are counted.</summary>
    public const int MaxReasons = 5;

    /// <summary>Members who are counted in one case: 200. More reports say nothing new.</summary>
    public const int MaxReporters = 200;

    /// <summary>Decisions that the log keeps, the newest: 50,000. Those that are still to be carried out are kept at any age.</summary>
    public const int MaxDecisions = 50_000;

    /// <summary>Erased members of whom nothing more is taken, the last: 100,000. What was under way when one of
    /// them was erased has long come, or never will.</summary>
    public const int MaxForgotten = 100_000;

    /// <summary>Most characters of a reason: 500.</summary>
    public const int MaxReason = 500;

    /// <summary>Most characters of an appeal: 2,000.</summary>
    public const int MaxAppeal = 2_000;

    /// <summary>Decided cases that are kept with their reports, to come back when the text changes: 5,000. The oldest go; of a review whose
    /// case is gone a new text comes without them.</summary>
    public const int MaxSettledCases = 5_000;

    /// <summary>Most items of a page: 100.</summary>
    public const int MaxPageSize = 100;
}
