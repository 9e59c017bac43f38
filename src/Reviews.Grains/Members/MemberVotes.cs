using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>The member's votes. Each is journalled as an intent before it is sent to its film; votes on one film take turns.</summary>
internal sealed class MemberVotes(MemberActivation member, MemberAccess access, VoteDelivery delivery)
{
    private readonly VoteQuota _quota = new(member.Options.Limit, member.Time);

    /// <summary>Whether some film may not have its vote yet.</summary>
    public bool HasOpen => !Votes.All.All(delivery.IsDone);

    /// <summary>Votes that are not withdrawn.</summary>
    public int Count => Votes.All.Count(vote => vote.Stands);

    /// <summary>Votes that films may still count or receive.</summary>
    public IEnumerable<VoteRecord> ToWithdraw => Votes.All.Where(vote => vote.Stands || !delivery.IsDone(vote));

    private VotesState Votes => member.Journal.Votes;

    public async Task<RateAnswer> RateAsync(RateCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.HalfStars, 10);
        if (RefusalOf(command) is { } refusal) return new RateAnswer(refusal);
        if (!_quota.TryTake()) return new RateAnswer(RateOutcome.TooMany);

        var deadline = new Deadline(member.Time, command.TimeLeft);
        using var turn = await member.Turns.TakeAsync(command.FilmId, deadline.Left);
        if (turn is null) return new RateAnswer(RateOutcome.Unsure);
        if (RefusalOf(command) is { } late) return new RateAnswer(late);   // erased or suspended in the meantime: no vote may follow that
        if (!member.Numbers.Admit(command.FilmId, command.Number)) return new RateAnswer(RateOutcome.Overtaken);
        return await CastAsync(command, deadline);
    }

    public MemberRating? Find(string filmId) => Votes.Find(filmId) is { Stands: true } vote ? vote.ToRating() : null;

    /// <summary>The current votes, newest first.</summary>
    public MemberRatingPage Read(string? cursor, int pageSize)
    {
        var (page, next) = TicketPages.NewestFirst(Votes.All.Where(vote => vote.Stands), vote => vote.Ticket, cursor, pageSize);
        return new MemberRatingPage([.. page.Select(vote => vote.ToRating())], next);
    }

    /// <summary>All votes in the order they were cast, withdrawn ones included.</summary>
    public ImmutableArray<ExportedVote> Export(uint after, int count) =>
        [.. TicketPages.OldestFirst(Votes.All, vote => vote.Ticket, after, count).Select(vote => vote.ToExport())];

    /// <summary>Sends the votes that may not have arrived.</summary>
    /// <returns>False when the activation has ended and not all were sent.</returns>
    public async Task<bool> SendOpenAsync()
    {
        foreach (var vote in Votes.All.Where(vote => vote.Open && !delivery.IsDone(vote)).ToArray())
        {
            if (member.HasEnded) return false;
            await SendOpenAsync(vote.FilmId);
        }

        return true;
    }

    /// <summary>Withdraws the vote on a film; true when the film knows, or there is nothing to withdraw.</summary>
    public async Task<bool> WithdrawAsync(string filmId)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await member.Turns.TakeAsync(filmId, deadline.Left);
        if (turn is null) return false;
        if (Votes.Find(filmId) is not { } standing || (!standing.Stands && delivery.IsDone(standing))) return true;
        var withdrawal = await IntendAsync(filmId, 0, standing.Origin);
        return (await delivery.DeliverAsync(withdrawal, deadline)).Outcome != RateOutcome.Unsure;
    }

    /// <summary>Sends the vote on a film under a new ticket, if its ticket is not above <paramref name="upTo"/>; true when done.</summary>
    public async Task<bool> SendAgainAsync(string filmId, uint upTo)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await member.Turns.TakeAsync(filmId, deadline.Left);
        if (turn is null) return false;
        if (Votes.Find(filmId) is not { Stands: true } standing || standing.Ticket > upTo) return true;
        return (await delivery.DeliverAsync(await delivery.IntendAgainAsync(standing), deadline)).Outcome != RateOutcome.Unsure;
    }

    private RateOutcome? RefusalOf(RateCommand command) =>
        access.Refuse(command.SecurityStamp, signedOut: RateOutcome.SignedOut, suspended: RateOutcome.Suspended);

    private async Task<RateAnswer> CastAsync(RateCommand command, Deadline deadline)
    {
        var standing = Votes.Find(command.FilmId);
        if (command.HalfStars == 0 && (standing is null || (!standing.Stands && delivery.IsDone(standing))))
            return new RateAnswer(RateOutcome.NotRated);
        if (standing?.HalfStars != command.HalfStars) standing = await IntendAsync(command.FilmId, command.HalfStars, command.Origin);
        return await delivery.DeliverAsync(standing, deadline);
    }

    private async Task SendOpenAsync(string filmId)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await member.Turns.TakeAsync(filmId, deadline.Left);

        // A newer intent may have been cast and delivered in the meantime.
        if (turn is not null && Votes.Find(filmId) is { } newest && !delivery.IsDone(newest))
            await delivery.DeliverAsync(newest, deadline);
    }

    private async Task<VoteRecord> IntendAsync(string filmId, byte halfStars, VoteOrigin origin)
    {
        var vote = Votes.Intend(filmId, halfStars, member.NowInSeconds, origin);
        await member.Journal.CommitAsync();
        return vote;
    }
}
