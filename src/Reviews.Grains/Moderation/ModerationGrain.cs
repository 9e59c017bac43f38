using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reviews.Contracts.Moderation;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;

namespace Reviews.Grains.Moderation;

/// <summary>The moderators' desk: takes reports, decides, and sees to it that decisions are carried out.</summary>
/// <remarks>Reentrant, so that reports share writes. Decisions about one review, member or film are carried out one after the other, in their order.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class ModerationGrain(
    [FromKeyedServices("moderation")] ModerationState state, GrainJournal journal, FreshStarts fresh, IStoreHistory history,
    TimeProvider time, ILogger<ModerationGrain> logger) : StoreGrain(history), IModerationGrain
{
    public const string GrainType = "moderation";

    /// <summary>How long a moderator waits for a decision to be carried out: 5 s. It goes on after that.</summary>
    private static readonly TimeSpan CarryTime = TimeSpan.FromSeconds(5);

    private readonly Turns _turns = new();

    public async Task<ReportAnswer> ReportAsync(ReviewReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ThrowIfUnfit(report.Reason);

        // Under way when the member was erased: it adds nothing.
        if (state.IsForgotten(report.ReporterId) || state.IsForgotten(report.AuthorId)) return ReportAnswer.Taken;
        var standing = state.Cases.Find(report.FilmId, report.AuthorId);
        if (standing is null && state.Cases.Count >= ModerationLimits.MaxOpenCases) return ReportAnswer.Full;
        if (standing is null || CaseBook.IsNews(standing, report.ReporterId)) state.Report(report);
        await journal.CommitAsync();
        return ReportAnswer.Taken;
    }

    public async Task<bool> HoldAsync(string filmId, long authorId)
    {
        ArgumentException.ThrowIfNullOrEmpty(filmId);
        if (state.IsForgotten(authorId)) return true;   // nothing is there to wait any more
        var standing = state.Cases.Find(filmId, authorId);
        if (standing is null && state.Cases.Count >= ModerationLimits.MaxOpenCases) return false;
        if (standing?.Kind != CaseKind.FirstReview) state.Hold(filmId, authorId, time.GetUtcNow());
        await journal.CommitAsync();
        return true;
    }

    public Task<CasePage> QueueAsync(long after, int count)
    {
        ThrowIfNoPage(count);
        var page = state.Cases.All.Where(open => open.CaseId > after).Take(count + 1).ToImmutableArray();
        return Task.FromResult(new CasePage([.. page.Take(count)], state.Cases.Count, page.Length > count));
    }

    public Task<DecisionPage> LogAsync(long below, int count)
    {
        ThrowIfNoPage(count);
        var page = state.Log.Below(below).Take(count + 1).ToImmutableArray();
        return Task.FromResult(new DecisionPage([.. page.Take(count)], page.Length > count));
    }

    public async Task<DecisionAnswer> DecideAsync(long caseId, ModerationAction action, long moderatorId, string reason)
    {
        if (action > ModerationAction.Restore) throw new ArgumentOutOfRangeException(nameof(action), action, "That is not decided of a review.");
        if (state.IsBeingDecided(caseId)) return new DecisionAnswer(DecisionOutcome.Decided);
        if (state.Cases.Find(caseId) is { } open) return await TakeAsync(About(action, moderatorId, reason) with { FilmId = open.FilmId, UserId = open.AuthorId, CaseId = caseId });
        if (state.Log.LastOf(caseId) is not { } last) return new DecisionAnswer(DecisionOutcome.Unknown);
        return MayFollow(last.Action, action)
            ? await TakeAsync(About(action, moderatorId, reason) with { FilmId = last.FilmId, UserId = last.UserId, CaseId = caseId })
            : new DecisionAnswer(DecisionOutcome.Decided, last);
    }

    public async Task<DecisionAnswer> SuspendAsync(long userId, bool lifts, long moderatorId, string reason)
    {
        var action = lifts ? ModerationAction.LiftSuspension : ModerationAction.Suspend;
        if (lifts && state.IsForgotten(userId)) return await LiftOfErasedAsync(About(action, moderatorId, reason) with { UserId = userId });
        return state.Log.LastSuspensionOf(userId) is { } last && last.Action == action
            ? new DecisionAnswer(DecisionOutcome.Decided, last)
            : await TakeAsync(About(action, moderatorId, reason) with { UserId = userId });
    }

    /// <summary>With the suspension of an erased member its reason goes, and the one that it was lifted for.</summary>
    private async Task<DecisionAnswer> LiftOfErasedAsync(ModerationDecision lift)
    {
        var answer = state.Log.LastSuspensionOf(lift.UserId) is { Action: ModerationAction.LiftSuspension } last
            ? new DecisionAnswer(DecisionOutcome.Decided, last)
            : await EnterAsync(lift);
        if (answer.Outcome is DecisionOutcome.Done or DecisionOutcome.Decided) await ForgetAsync(lift.UserId);
        return answer;
    }

    public Task<DecisionAnswer> ExcludeAsync(string filmId, uint from, uint until, bool lifts, long moderatorId, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(filmId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        var action = lifts ? ModerationAction.LiftExclusion : ModerationAction.Exclude;
        return TakeAsync(About(action, moderatorId, reason) with { FilmId = filmId, From = from, Until = until });
    }

    public Task<ImmutableArray<ReviewReport>> ReportsOfAsync(long userId) => Task.FromResult(
        state.Cases.All.Where(open => open.Reporters.Contains(userId))
            .Select(open => open.Reports.FirstOrDefault(report => report.ReporterId == userId) ?? new ReviewReport(open.FilmId, open.AuthorId, userId, "", open.OpenedAt))
            .ToImmutableArray());

    public Task<ImmutableArray<ModerationDecision>> DecisionsOnAsync(long userId) => Task.FromResult(
        state.Log.About(userId).Take(ModerationLimits.MaxPageSize).ToImmutableArray());

    public async Task ForgetAsync(long userId)
    {
        state.Forget(userId);
        await journal.CommitAsync();   // a journal that is written anew begins with what is durable

        // Also when no case was open: those that were decided are in the journal until it is written anew, and that takes something to write.
        state.Forget(userId);
        await journal.CommitAnewAsync(fresh, this.GetGrainId());
    }

    private static bool MayFollow(ModerationAction last, ModerationAction next) => (last, next) is
        (ModerationAction.Hide, ModerationAction.Restore) or (ModerationAction.Dismiss or ModerationAction.Restore, ModerationAction.Hide);

    private static void ThrowIfUnfit(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, ModerationLimits.MaxReason, nameof(reason));
    }

    private static void ThrowIfNoPage(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ModerationLimits.MaxPageSize);
    }

    private ModerationDecision About(ModerationAction action, long moderatorId, string reason)
    {
        ThrowIfUnfit(reason);
        return new ModerationDecision(0, action, moderatorId, time.GetUtcNow(), reason, null, 0, 0, 0, 0);
    }

    private async Task<DecisionAnswer> TakeAsync(ModerationDecision decision) =>
        state.IsForgotten(decision.UserId) ? new DecisionAnswer(DecisionOutcome.Unknown) : await EnterAsync(decision);   // the desk keeps no reason

    private async Task<DecisionAnswer> EnterAsync(ModerationDecision decision)
    {
        var taken = state.Decide(decision);
        await journal.CommitAsync();
        LogDecided(taken.ModeratorId, taken.Action, taken.Number);
        var carrying = CarryAsync(taken);
        try
        {
            return await carrying.WaitAsync(CarryTime, time);
        }
        catch (TimeoutException)
        {
            return new DecisionAnswer(DecisionOutcome.OnItsWay, taken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Moderator {ModeratorId} decided: {Action}, number {Number}.")]
    private partial void LogDecided(long moderatorId, ModerationAction action, long number);
}
