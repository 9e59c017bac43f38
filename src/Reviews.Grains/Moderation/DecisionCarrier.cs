using Microsoft.Extensions.Logging;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Members;

namespace Reviews.Grains.Moderation;

/// <summary>Carries decisions out: delivers them to the reviews, members and films they are about. Decisions about the same target are
/// carried out one at a time, in order.</summary>
internal sealed partial class DecisionCarrier(ModerationActivation activation)
{
    /// <summary>How long a moderator waits for a decision to be carried out: 5 s. It continues after that.</summary>
    public static readonly TimeSpan CarryTime = TimeSpan.FromSeconds(5);

    /// <summary>Targets that get their decisions at a time.</summary>
    private const int Parallel = 8;

    private readonly ILogger _logger = activation.Logger;
    private readonly KeyedAsyncLock _locks = new();
    private bool _pumping;

    private DecisionLog Log => activation.State.Log;

    /// <summary>Retries what could not be carried out yet.</summary>
    public async Task PumpAsync()
    {
        if (_pumping) return;
        _pumping = true;
        try
        {
            foreach (var group in Log.ToCarry.ToArray().Chunk(Parallel)) await Task.WhenAll(group.Select(CarryAsync));
        }
        finally
        {
            _pumping = false;
        }
    }

    /// <summary>Carries out the decision after all earlier ones about the same target. Never throws.</summary>
    public async Task<DecisionAnswer> CarryAsync(ModerationDecision decision)
    {
        var target = decision.Target();
        using var turn = await _locks.TakeAsync(target, CarryTime);
        if (turn is null) return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        foreach (var due in Log.ToCarryTo(target).Where(due => due.Number <= decision.Number).ToArray())
        {
            var answer = await CarryOneAsync(due);
            if (due.Number == decision.Number || answer.Outcome == DecisionOutcome.OnItsWay) return answer;
        }

        // Another call carried it out while this one waited for its turn.
        return Log.Contains(decision.Number) ? new DecisionAnswer(DecisionOutcome.Done, decision)
            : new DecisionAnswer(decision.CaseId == 0 ? DecisionOutcome.Unknown : DecisionOutcome.Changed);
    }

    private async Task<DecisionAnswer> CarryOneAsync(ModerationDecision decision)
    {
        // else it could deliver a decision that the store has lost
        if (activation.HasEnded) return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        try
        {
            var answer = await BringAsync(decision);
            var stands = answer.Outcome == DecisionOutcome.Done;
            if (stands) activation.State.Carried(decision.Number);
            else activation.State.Drop(decision.Number);
            await activation.CommitAsync();
            return stands ? answer with { Decision = decision } : answer;
        }
        catch (Exception exception)
        {
            LogNotCarried(decision.Number, decision.Target(), exception);
            return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        }
    }

    private async Task<DecisionAnswer> BringAsync(ModerationDecision decision) => decision.Action switch
    {
        ModerationAction.Suspend => OrUnknown(await activation.Grains.GetGrain<IUserGrain>(decision.UserId).SuspendAsync(decision.Reason)),
        ModerationAction.LiftSuspension => OrUnknown(await activation.Grains.GetGrain<IUserGrain>(decision.UserId).LiftSuspensionAsync()),
        ModerationAction.Exclude or ModerationAction.LiftExclusion => await ExcludeAsync(decision),
        _ => await JudgeAsync(decision),
    };

    /// <summary>A review that has changed since must be decided again: its case is reopened.</summary>
    private async Task<DecisionAnswer> JudgeAsync(ModerationDecision decision)
    {
        var verdict = new ReviewVerdict(decision.Number, decision.DecidedAt, decision.Action, decision.Reason, decision.Revision);
        var answer = await activation.ReviewOf(decision.FilmId!, decision.UserId).JudgeAsync(verdict);
        if (answer.IsDone) return new DecisionAnswer(DecisionOutcome.Done);
        LogChanged(decision.Number, decision.FilmId!, decision.UserId);
        return new DecisionAnswer(DecisionOutcome.Changed, Revision: answer.Revision);
    }

    private async Task<DecisionAnswer> ExcludeAsync(ModerationDecision decision)
    {
        var exclusion = new FilmExclusion(
            decision.Number, decision.From, decision.Until, decision.Action == ModerationAction.LiftExclusion, activation.Standing);
        var answer = await activation.Grains.GetGrain<IFilmGrain>(decision.FilmId!).ExcludeAsync(exclusion);
        var outcome = answer.Outcome switch
        {
            ExclusionOutcome.Done => DecisionOutcome.Done,
            ExclusionOutcome.ThereAlready => DecisionOutcome.Decided,
            ExclusionOutcome.NotThere => DecisionOutcome.NotThere,
            ExclusionOutcome.TooMany => DecisionOutcome.TooMany,
            _ => DecisionOutcome.Unknown,
        };
        return new DecisionAnswer(outcome, Rating: answer.Rating);
    }

    private static DecisionAnswer OrUnknown(bool done) => new(done ? DecisionOutcome.Done : DecisionOutcome.Unknown);

    [LoggerMessage(
        Level = LogLevel.Warning, Message =
            "Decision {Number} about {Target} could not be carried out yet; it will be retried within half a minute.")]
    private partial void LogNotCarried(long number, string target, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Decision {Number} was not carried out: the review of {FilmId} by member {AuthorId} has changed. It is in the queue.")]
    private partial void LogChanged(long number, string filmId, long authorId);
}
