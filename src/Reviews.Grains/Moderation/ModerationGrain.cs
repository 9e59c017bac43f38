using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;

namespace Reviews.Grains.Moderation;

/// <summary>The moderators' desk: takes reports, decides, and sees to it that decisions are carried out.</summary>
/// <remarks>
/// Reentrant, so that reports share writes. Decisions about one review, member or film are carried out one after the other, in their order.
/// </remarks>
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

        if (AddsNothing(report)) return ReportAnswer.Taken;
        if (IsFull(report.FilmId, report.AuthorId)) return ReportAnswer.Full;
        if (!IsNews(report)) return await TakenAsync();
        var text = await ReviewOf(report.FilmId, report.AuthorId).ReportAsync();

        if (AddsNothing(report)) return ReportAnswer.Taken;   // a member may have been erased meanwhile, and the queue filled
        if (IsFull(report.FilmId, report.AuthorId)) return ReportAnswer.Full;
        state.Report(report with { Revision = text?.Revision });
        return await TakenAsync();
    }

    public Task<bool> HoldAsync(string filmId, long authorId) => LookAsync(new ReviewLook(filmId, authorId, CaseKind.FirstReview));

    public async Task<bool> LookAsync(ReviewLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentException.ThrowIfNullOrEmpty(look.FilmId);
        if (state.IsForgotten(look.AuthorId)) return true;   // nothing is there to look at any more
        if (look.Revision is null && IsFull(look.FilmId, look.AuthorId)) return false;
        if (state.Cases.IsNews(look)) state.Look(look, time.GetUtcNow());
        await journal.CommitAsync();
        return true;
    }

    public async Task<bool> AppealAsync(ReviewAppeal appeal)
    {
        ArgumentNullException.ThrowIfNull(appeal);
        ThrowIfUnfit(appeal.Text, ModerationLimits.MaxAppeal);
        if (state.IsForgotten(appeal.AuthorId)) return true;
        if (IsFull(appeal.FilmId, appeal.AuthorId)) return false;
        state.Appeal(appeal);
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
        state.Cases.All.Concat(state.Cases.Settled.Select(settled => settled.Case)).Where(one => one.Reporters.Contains(userId))
            .Select(one => one.ReportOf(userId)).ToImmutableArray());

    public Task<ImmutableArray<MemberCase>> CasesAboutAsync(long userId) => Task.FromResult(
        state.Cases.All.Select(open => new MemberCase(open, IsOpen: true))
            .Concat(state.Cases.Settled.Select(settled => new MemberCase(settled.Case, IsOpen: false)))
            .Where(one => one.Case.AuthorId == userId).ToImmutableArray());

    public Task<ImmutableArray<ModerationDecision>> DecisionsOnAsync(long userId) => Task.FromResult(
        state.Log.About(userId).Take(ModerationLimits.MaxPageSize).ToImmutableArray());

    public async Task ForgetAsync(long userId)
    {
        state.Forget(userId);
        await journal.CommitAsync();   // a journal that is rewritten begins with what is durable

        // Also when no case was open: those that were decided are in the journal until it is rewritten, and that takes something to
        // write.
        state.Forget(userId);
        await journal.CommitAnewAsync(fresh, this.GetGrainId());
    }

    private bool IsFull(string filmId, long authorId) =>
        state.Cases.Find(filmId, authorId) is null && state.Cases.Count >= ModerationLimits.MaxOpenCases;

    private bool IsNews(ReviewReport report) =>
        state.Cases.Find(report.FilmId, report.AuthorId) is not { } standing || CaseBook.IsNews(standing, report.ReporterId);

    /// <summary>Under way when a member was erased whom it is by or about.</summary>
    private bool AddsNothing(ReviewReport report) => state.IsForgotten(report.ReporterId) || state.IsForgotten(report.AuthorId);

    private async Task<ReportAnswer> TakenAsync()
    {
        await journal.CommitAsync();
        return ReportAnswer.Taken;
    }

    private IReviewGrain ReviewOf(string filmId, long authorId) => GrainFactory.GetGrain<IReviewGrain>(authorId, filmId, null);

    private static void ThrowIfUnfit(string text, int longest = ModerationLimits.MaxReason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, longest, nameof(text));
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
        // the desk keeps no reason
        state.IsForgotten(decision.UserId) ? new DecisionAnswer(DecisionOutcome.Unknown) : await EnterAsync(decision);

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
