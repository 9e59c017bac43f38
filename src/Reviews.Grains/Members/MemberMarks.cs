using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Members;

/// <summary>The member's helpful votes on others' reviews. Each is journalled as an intent before it is sent to its film.</summary>
internal sealed class MemberMarks(MemberActivation member, MemberWork work, ReviewDelivery delivery)
{
    /// <summary>Whether some film may not have its helpful vote yet.</summary>
    public bool HasOpen => !Reviews.Marks.All(IsDone);

    /// <summary>Helpful votes that films may still count or receive.</summary>
    public IEnumerable<HelpfulVoteIntent> ToWithdraw => Reviews.Marks.Where(intent => intent.IsHelpful is not null || !IsDone(intent));

    private ReviewsState Reviews => member.Journal.Reviews;

    private IEnumerable<HelpfulVoteIntent> Standing => Reviews.Marks.Where(mark => mark.IsHelpful is not null);

    public async Task<ReviewAnswer> MarkAsync(MarkCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (delivery.RefuseOrCount(command.SecurityStamp) is { } refusal) return new ReviewAnswer(refusal);
        if (command.ReviewerId == member.UserId) return new ReviewAnswer(ReviewOutcome.Own);

        var deadline = new Deadline(member.Time, command.TimeLeft);
        using var turn = await delivery.TakeTurnAsync(command.FilmId, deadline);
        if (turn is null) return new ReviewAnswer(ReviewOutcome.Unsure);
        if (delivery.Refuse(command.SecurityStamp) is { } late) return new ReviewAnswer(late);
        if (!delivery.Admit($"{command.FilmId} {command.ReviewerId}", command.Number)) return new ReviewAnswer(ReviewOutcome.Overtaken);
        return await DeliverAsync(await IntendAsync(command.FilmId, command.ReviewerId, command.IsHelpful), deadline);
    }

    /// <summary>The member's helpful votes on a film's reviews.</summary>
    public ImmutableArray<MemberHelpfulVote> On(string filmId) =>
        [.. Standing.Where(mark => mark.FilmId == filmId)
            .Select(mark => new MemberHelpfulVote(filmId, mark.ReviewerId, mark.IsHelpful!.Value))];

    /// <summary>All helpful votes in the order they were cast, without those taken back.</summary>
    public ImmutableArray<ExportedHelpfulVote> Export(uint after, int count) =>
        [.. TicketPages.OldestFirst(Standing, mark => mark.Ticket, after, count)
            .Select(mark => new ExportedHelpfulVote(mark.FilmId, mark.ReviewerId, mark.IsHelpful!.Value, mark.Ticket))];

    /// <summary>Sends the helpful votes that may not have arrived.</summary>
    /// <returns>False when the activation has ended and not all were sent.</returns>
    public async Task<bool> SendOpenAsync()
    {
        foreach (var intent in Reviews.Marks.Where(intent => !IsDone(intent)).ToArray())
        {
            if (member.HasEnded) return false;
            await SendOpenAsync(intent.FilmId, intent.ReviewerId);
        }

        return true;
    }

    /// <summary>Takes a helpful vote back; true when the film knows, or there is nothing to take back.</summary>
    public async Task<bool> WithdrawAsync(HelpfulVoteIntent intent)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await delivery.TakeTurnAsync(intent.FilmId, deadline);
        if (turn is null) return false;
        if (Reviews.Find(intent.FilmId, intent.ReviewerId) is not { } standing
            || (standing.IsHelpful is null && IsDone(standing))) return true;
        return (await DeliverAsync(await IntendAsync(intent.FilmId, intent.ReviewerId, null), deadline)).Outcome != ReviewOutcome.Unsure;
    }

    private bool IsDone(HelpfulVoteIntent intent) => !intent.Open || Reviews.IsClosing(intent.Ticket);

    private async Task SendOpenAsync(string filmId, long reviewerId)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await delivery.TakeTurnAsync(filmId, deadline);
        if (turn is not null && Reviews.Find(filmId, reviewerId) is { } newest && !IsDone(newest)) await DeliverAsync(newest, deadline);
    }

    private async Task<HelpfulVoteIntent> IntendAsync(string filmId, long reviewerId, bool? isHelpful)
    {
        var intent = Reviews.Intend(filmId, reviewerId, isHelpful);
        await member.Journal.CommitAsync();
        return intent;
    }

    /// <summary>Sends a helpful vote to its film until the film has it or the time is up.</summary>
    private async Task<ReviewAnswer> DeliverAsync(HelpfulVoteIntent intent, Deadline deadline)
    {
        while (await delivery.AskAsync(() => SendAsync(intent), intent.FilmId, deadline) is { } answer)
        {
            if (answer.Outcome != MarkOutcome.Superseded) return await CloseAsync(intent, answer);
            Reviews.RaiseTo(answer.Ticket);
            intent = await IntendAsync(intent.FilmId, intent.ReviewerId, intent.IsHelpful);
        }

        work.RegisterAsync().Ignore();
        return new ReviewAnswer(ReviewOutcome.Unsure);
    }

    private Task<MarkAnswer> SendAsync(HelpfulVoteIntent intent) => member.Grains.GetGrain<IFilmGrain>(intent.FilmId)
        .MarkReviewAsync(new HelpfulVote(intent.ReviewerId, member.UserId, intent.Ticket, intent.IsHelpful, member.Standing));

    private async Task<ReviewAnswer> CloseAsync(HelpfulVoteIntent intent, MarkAnswer answer)
    {
        var counted = answer.Outcome == MarkOutcome.Counted;
        if (!IsDone(intent)) Reviews.Close(intent, stands: counted && intent.IsHelpful is not null);
        if (!counted) await member.Journal.CommitAsync();   // a vote that was not counted must not stay in the list until the next write
        return new ReviewAnswer(counted ? ReviewOutcome.Done : ReviewOutcome.NoReview, null, answer.Helpful, answer.Writing);
    }
}
