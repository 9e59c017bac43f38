using Microsoft.Extensions.Logging;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Delivers votes journalled as intents to their films.</summary>
internal sealed partial class VoteDelivery(MemberActivation member, MemberWork work)
{
    private readonly ILogger _logger = member.Logger;
    private readonly HashSet<string> _silentFilms = new(StringComparer.Ordinal);   // each logged once, until it answers

    private VotesState Votes => member.Journal.Votes;

    private uint JoinedAt =>
        member.Journal.CurrentAccount is { } own ? (uint)Math.Clamp(own.CreatedAt.ToUnixTimeSeconds(), 0, uint.MaxValue) : 0;

    /// <summary>Whether the film is known to have the vote.</summary>
    public bool IsDone(VoteRecord vote) => !vote.Open || Votes.IsClosing(vote.Ticket);

    /// <summary>
    /// Sends the vote to its film until the film has it, the time is up or the activation has ended. Always under the same ticket, so
    /// retries are idempotent.
    /// </summary>
    public async Task<RateAnswer> DeliverAsync(VoteRecord vote, Deadline deadline)
    {
        for (var pause = member.Options.RetryDelay; !deadline.IsOver && !member.HasEnded; pause = pause.Longer())
        {
            var answer = await TryVoteAsync(vote, deadline);
            switch (answer?.Outcome)
            {
                case VoteOutcome.Counted:
                    return Counted(vote, answer);
                case VoteOutcome.UnknownFilm:
                    return await ForgetAsync(vote);
                case VoteOutcome.Superseded:
                    vote = await WishAboveAsync(vote, answer.Ticket);
                    break;
                default:
                    await deadline.PauseAsync(pause);
                    break;
            }
        }

        work.RegisterAsync().Ignore();
        return new RateAnswer(RateOutcome.Unsure);
    }

    /// <summary>Journals the same intent under a new ticket.</summary>
    public async Task<VoteRecord> IntendAgainAsync(VoteRecord vote)
    {
        var again = Votes.Intend(vote.FilmId, vote.HalfStars, vote.CastAt, vote.Origin, vote.Imported);
        await member.Journal.CommitAsync();
        return again;
    }

    private RateAnswer Counted(VoteRecord vote, VoteAnswer answer)
    {
        if (!IsDone(vote)) Votes.Close(vote);
        return new RateAnswer(RateOutcome.Done, answer.Rating, vote.Stands ? vote.ToRating() : null);
    }

    private async Task<RateAnswer> ForgetAsync(VoteRecord vote)
    {
        Votes.Forget(vote);
        await member.Journal.CommitAsync();
        return new RateAnswer(RateOutcome.UnknownFilm);
    }

    private Task<VoteRecord> WishAboveAsync(VoteRecord vote, uint ticket)
    {
        LogSuperseded(member.UserId, vote.FilmId, vote.Ticket);
        Votes.RaiseTo(ticket);
        return IntendAgainAsync(vote);
    }

    /// <summary>The film's answer; null when there was none: then it is unknown whether the vote was recorded.</summary>
    private async Task<VoteAnswer?> TryVoteAsync(VoteRecord vote, Deadline deadline)
    {
        try
        {
            var answer = await member.Grains.GetGrain<IFilmGrain>(vote.FilmId).VoteAsync(BallotOf(vote))
                .WaitAsync(deadline.Left, member.Time);
            _silentFilms.Remove(vote.FilmId);
            return answer;
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            if (_silentFilms.Add(vote.FilmId)) LogNotDelivered(member.UserId, vote.FilmId, exception);
            return null;
        }
    }

    private Ballot BallotOf(VoteRecord vote) =>
        new(member.UserId, vote.HalfStars, vote.Ticket, vote.CastAt, member.Journal.IsSuspended, JoinedAt, member.Standing);

    [LoggerMessage(
        Level = LogLevel.Warning, Message =
            "Member {UserId}: film {FilmId} holds a higher ticket than {Ticket}, or something else under it; a new one is drawn.")]
    private partial void LogSuperseded(long userId, string filmId, uint ticket);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Member {UserId}: the vote on {FilmId} was not delivered; it will be resent until it is.")]
    private partial void LogNotDelivered(long userId, string filmId, Exception exception);
}
