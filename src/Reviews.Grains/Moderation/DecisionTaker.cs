using Microsoft.Extensions.Logging;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Moderation;

/// <summary>Records decisions under the next number, and has them carried out.</summary>
internal sealed partial class DecisionTaker(ModerationActivation activation, DecisionCarrier carrier)
{
    private readonly ILogger _logger = activation.Logger;

    /// <summary>A decision made now, with no target yet.</summary>
    public ModerationDecision About(ModerationAction action, long moderatorId, string reason)
    {
        ModerationText.ThrowIfUnfit(reason);
        return new ModerationDecision(0, action, moderatorId, activation.Time.GetUtcNow(), reason, null, 0, 0, 0, 0);
    }

    /// <summary>Takes a decision, unless it is about an erased member: no reasons are kept about them.</summary>
    public async Task<DecisionAnswer> TakeAsync(ModerationDecision decision) =>
        activation.State.IsForgotten(decision.UserId) ? new DecisionAnswer(DecisionOutcome.Unknown) : await EnterAsync(decision);

    public async Task<DecisionAnswer> SuspendAsync(long userId, bool lifts, long moderatorId, string reason)
    {
        var action = lifts ? ModerationAction.LiftSuspension : ModerationAction.Suspend;
        if (lifts && activation.State.IsForgotten(userId))
            return await LiftOfErasedAsync(About(action, moderatorId, reason) with { UserId = userId });
        return activation.State.Log.LastSuspensionOf(userId) is { } last && last.Action == action
            ? new DecisionAnswer(DecisionOutcome.Decided, last)
            : await TakeAsync(About(action, moderatorId, reason) with { UserId = userId });
    }

    public Task<DecisionAnswer> ExcludeAsync(string filmId, uint from, uint until, bool lifts, long moderatorId, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(filmId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        var action = lifts ? ModerationAction.LiftExclusion : ModerationAction.Exclude;
        return TakeAsync(About(action, moderatorId, reason) with { FilmId = filmId, From = from, Until = until });
    }

    /// <summary>When an erased member's suspension is lifted, the reasons for suspending and for lifting are removed.</summary>
    private async Task<DecisionAnswer> LiftOfErasedAsync(ModerationDecision lift)
    {
        var answer = activation.State.Log.LastSuspensionOf(lift.UserId) is { Action: ModerationAction.LiftSuspension } last
            ? new DecisionAnswer(DecisionOutcome.Decided, last)
            : await EnterAsync(lift);
        if (answer.Outcome is DecisionOutcome.Done or DecisionOutcome.Decided) await activation.ForgetAsync(lift.UserId);
        return answer;
    }

    private async Task<DecisionAnswer> EnterAsync(ModerationDecision decision)
    {
        var taken = activation.State.Decide(decision);
        await activation.CommitAsync();
        LogDecided(taken.ModeratorId, taken.Action, taken.Number);
        var carrying = carrier.CarryAsync(taken);
        try
        {
            return await carrying.WaitAsync(DecisionCarrier.CarryTime, activation.Time);
        }
        catch (TimeoutException)
        {
            return new DecisionAnswer(DecisionOutcome.OnItsWay, taken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Moderator {ModeratorId} decided: {Action}, number {Number}.")]
    private partial void LogDecided(long moderatorId, ModerationAction action, long number);
}
