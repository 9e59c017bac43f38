using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;

namespace Reviews.Application.Films;

/// <summary>Takes a member's vote to the member's grain, for the API and for pages.</summary>
internal sealed class VoteService(IGrainFactory grains, OrderedCalls calls, FilmIndex index, VoteMeter meter, TimeProvider time)
{
    /// <summary>Votes, or withdraws with 0 half stars.</summary>
    public async Task<RateAnswer> RateAsync(Caller caller, string filmId, byte halfStars)
    {
        var answer = await AskAsync(caller.UserId, new RateCommand(caller.Ticket, filmId, halfStars, caller.Origin, OrderedCalls.Deadline));
        if (answer.Rating is { } rating) index.Offer(rating);   // this node need not wait for the feed to tell it
        if (answer.Outcome == RateOutcome.Unsure) await index.ProveAsync(filmId);
        return answer;
    }

    /// <summary>Whether the caller's stamp is still the account's.</summary>
    public async Task<bool> IsSignedInAsync(Caller caller) =>
        await grains.GetGrain<IUserGrain>(caller.UserId).StatusAsync(caller.Ticket) is not null;

    private async Task<RateAnswer> AskAsync(long userId, RateCommand command)
    {
        var asked = time.GetTimestamp();
        try
        {
            var answer = await AskInOrderAsync(grains.GetGrain<IUserGrain>(userId), command);
            meter.Answered(answer.Outcome, time.GetElapsedTime(asked));
            return answer;
        }
        catch
        {
            meter.Failed(time.GetElapsedTime(asked));
            throw;
        }
    }

    private async Task<RateAnswer> AskInOrderAsync(IUserGrain member, RateCommand command)
    {
        var (answer, again) = await calls.AskAsync(
            member, (number, left) => member.RateAsync(command with { Number = number, TimeLeft = left }), answer =>
                answer.Outcome == RateOutcome.Overtaken);

        // What is no longer there may have been withdrawn by an earlier attempt.
        return answer is null || (again && answer.Outcome == RateOutcome.NotRated) ? new RateAnswer(RateOutcome.Unsure) : answer;
    }
}
