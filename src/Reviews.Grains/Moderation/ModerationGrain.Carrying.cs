using Microsoft.Extensions.Logging;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>Brings decisions to the reviews, members and films that they are about.</summary>
internal sealed partial class ModerationGrain
{
    /// <summary>Targets that are brought their decisions at a time.</summary>
    private const int Parallel = 8;

    private bool _pumping;

    public async Task PumpAsync()
    {
        if (_pumping) return;
        _pumping = true;
        try
        {
            foreach (var group in state.Log.ToCarry.ToArray().Chunk(Parallel)) await Task.WhenAll(group.Select(CarryAsync));
        }
        finally
        {
            _pumping = false;
        }
    }

    /// <summary>Carries out the decision after all earlier ones about the same. Never throws.</summary>
    private async Task<DecisionAnswer> CarryAsync(ModerationDecision decision)
    {
        var target = decision.Target();
        using var turn = await _turns.TakeAsync(target, CarryTime);
        if (turn is null) return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        foreach (var due in state.Log.ToCarryTo(target).Where(due => due.Number <= decision.Number).ToArray())
        {
            var answer = await CarryOneAsync(due);
            if (due.Number == decision.Number || answer.Outcome == DecisionOutcome.OnItsWay) return answer;
        }

        // Somebody else carried it while this waited for its turn.
        return state.Log.Contains(decision.Number)
            ? new DecisionAnswer(DecisionOutcome.Done, decision)
            : new DecisionAnswer(DecisionOutcome.Unknown);
    }

    private async Task<DecisionAnswer> CarryOneAsync(ModerationDecision decision)
    {
        // or it brings what was never decided, as far as the store knows
        if (HasEnded) return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        try
        {
            var (outcome, rating) = await BringAsync(decision);
            var stands = outcome == DecisionOutcome.Done;
            if (stands) state.Carried(decision.Number);
            else state.Drop(decision.Number);
            await journal.CommitAsync();
            return new DecisionAnswer(outcome, stands ? decision : null, rating);
        }
        catch (Exception exception)
        {
            LogNotCarried(decision.Number, decision.Target(), exception);
            return new DecisionAnswer(DecisionOutcome.OnItsWay, decision);
        }
    }

    private async Task<(DecisionOutcome Outcome, FilmRating? Rating)> BringAsync(ModerationDecision decision) => decision.Action switch
    {
        ModerationAction.Suspend => (OrUnknown(await GrainFactory.GetGrain<IUserGrain>(decision.UserId).SuspendAsync(decision.Reason)), null),
        ModerationAction.LiftSuspension => (OrUnknown(await GrainFactory.GetGrain<IUserGrain>(decision.UserId).LiftSuspensionAsync()), null),
        ModerationAction.Exclude or ModerationAction.LiftExclusion => await ExcludeAsync(decision),
        _ => (await ModerateAsync(decision), null),
    };

    /// <summary>A review that was withdrawn meanwhile needs no more deciding.</summary>
    private async Task<DecisionOutcome> ModerateAsync(ModerationDecision decision)
    {
        var state = decision.Action == ModerationAction.Hide ? ReviewState.Hidden : ReviewState.Published;
        await GrainFactory.GetGrain<IReviewGrain>(decision.UserId, decision.FilmId!, null).ModerateAsync(state);
        return DecisionOutcome.Done;
    }

    private async Task<(DecisionOutcome Outcome, FilmRating? Rating)> ExcludeAsync(ModerationDecision decision)
    {
        var exclusion = new FilmExclusion(
            decision.Number, decision.From, decision.Until, decision.Action == ModerationAction.LiftExclusion, Standing);
        var answer = await GrainFactory.GetGrain<IFilmGrain>(decision.FilmId!).ExcludeAsync(exclusion);
        var outcome = answer.Outcome switch
        {
            ExclusionOutcome.Done => DecisionOutcome.Done,
            ExclusionOutcome.ThereAlready => DecisionOutcome.Decided,
            ExclusionOutcome.NotThere => DecisionOutcome.NotThere,
            ExclusionOutcome.TooMany => DecisionOutcome.TooMany,
            _ => DecisionOutcome.Unknown,
        };
        return (outcome, answer.Rating);
    }

    private static DecisionOutcome OrUnknown(bool done) => done ? DecisionOutcome.Done : DecisionOutcome.Unknown;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Decision {Number} about {Target} could not be carried out yet; it is tried again within half a minute.")]
    private partial void LogNotCarried(long number, string target, Exception exception);
}
