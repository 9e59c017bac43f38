using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Members;

/// <summary>The member's reviews. Each is journalled as an intent before it is sent to its own grain, which keeps the text.</summary>
internal sealed partial class MemberReviews(MemberActivation member, MemberWork work, ReviewDelivery delivery)
{
    private readonly ILogger _logger = member.Logger;

    /// <summary>Whether some review or its film may not have the last intent yet.</summary>
    public bool HasOpen => !Reviews.Reviews.All(IsDone);

    /// <summary>Reviews that are not withdrawn.</summary>
    public IEnumerable<ReviewIntent> Standing => Reviews.Reviews.Where(review => review.Stands);

    /// <summary>Reviews that readers can see, or may come to see.</summary>
    public IEnumerable<ReviewIntent> ToWithdraw => Reviews.Reviews.Where(intent => intent.Stands || !IsDone(intent));

    /// <summary>The reviews on the profile: the latest ones.</summary>
    public ImmutableArray<MemberReview> Latest =>
        [.. Standing.OrderByDescending(review => review.Ticket).Take(MemberProfile.MaxLatest).Select(review => review.ToReview())];

    private ReviewsState Reviews => member.Journal.Reviews;

    public async Task<ReviewAnswer> ReviewAsync(ReviewCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (delivery.RefuseOrCount(command.SecurityStamp) is { } refusal) return new ReviewAnswer(refusal);

        var deadline = new Deadline(member.Time, command.TimeLeft);
        using var turn = await delivery.TakeTurnAsync(command.FilmId, deadline);
        if (turn is null) return new ReviewAnswer(ReviewOutcome.Unsure);
        // erased or suspended in the meantime: nothing may be written after that
        if (delivery.Refuse(command.SecurityStamp) is { } late) return new ReviewAnswer(late);
        if (!delivery.Admit(command.FilmId, command.Number)) return new ReviewAnswer(ReviewOutcome.Overtaken);

        var standing = Reviews.Find(command.FilmId);
        if (command.Text is null && (standing is null || (!standing.Stands && IsDone(standing))))
            return new ReviewAnswer(ReviewOutcome.NoReview);
        return await DeliverAsync(await IntendAsync(command.FilmId, command.Text is not null), command, deadline);
    }

    /// <summary>The current reviews, last written first.</summary>
    public MemberReviewPage Read(string? cursor, int pageSize)
    {
        var (page, next) = TicketPages.NewestFirst(Standing, review => review.Ticket, cursor, pageSize);
        return new MemberReviewPage([.. page.Select(review => review.ToReview())], next);
    }

    /// <summary>Whether review and film are known to have the intent.</summary>
    public bool IsDone(ReviewIntent intent) => !intent.Open || Reviews.IsClosing(intent.Ticket);

    /// <summary>The grain that keeps the text of the member's review of a film.</summary>
    public IReviewGrain GrainOf(string filmId) => member.Grains.GetGrain<IReviewGrain>(member.UserId, filmId, null);

    /// <summary>Settles the reviews that may not have arrived. A text that never reached its grain is lost; its author was told that this
    /// could happen.</summary>
    /// <returns>False when the activation has ended and not all were settled.</returns>
    public async Task<bool> SendOpenAsync()
    {
        foreach (var intent in Reviews.Reviews.Where(intent => !IsDone(intent)).ToArray())
        {
            if (member.HasEnded) return false;
            await SendOpenAsync(intent.FilmId);
        }

        return true;
    }

    /// <summary>Withdraws a review; true when its grain and its film know, or there is nothing to withdraw.</summary>
    public async Task<bool> WithdrawAsync(ReviewIntent intent)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await delivery.TakeTurnAsync(intent.FilmId, deadline);
        if (turn is null) return false;
        if (Reviews.Find(intent.FilmId) is not { } standing || (!standing.Stands && IsDone(standing))) return true;
        return (await DeliverAsync(await IntendAsync(intent.FilmId, stands: false), null, deadline)).Outcome != ReviewOutcome.Unsure;
    }

    private async Task SendOpenAsync(string filmId)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await delivery.TakeTurnAsync(filmId, deadline);
        if (turn is null || Reviews.Find(filmId) is not { } newest || IsDone(newest)) return;
        if (!newest.Stands) await DeliverAsync(newest, null, deadline);
        else if (await delivery.AskAsync(() => GrainOf(filmId).SettleAsync(newest.Ticket), filmId, deadline) is { } answer)
            Reviews.Close(newest, stands: answer.Review is not null);
    }

    private async Task<ReviewIntent> IntendAsync(string filmId, bool stands)
    {
        var intent = Reviews.Intend(filmId, stands, member.NowInSeconds);
        await member.Journal.CommitAsync();
        return intent;
    }

    /// <summary>Sends a review to its grain, which notifies the film. Always under the same ticket, so retries are idempotent.</summary>
    private async Task<ReviewAnswer> DeliverAsync(ReviewIntent intent, ReviewCommand? command, Deadline deadline)
    {
        while (await delivery.AskAsync(() => PutAsync(intent, command), intent.FilmId, deadline) is { } answer)
        {
            switch (answer.Outcome)
            {
                case ReviewPutOutcome.Done:
                    if (!IsDone(intent)) Reviews.Close(intent, stands: answer.Review is not null);
                    return new ReviewAnswer(ReviewOutcome.Done, answer.Review, 0, answer.Writing);
                case ReviewPutOutcome.UnknownFilm:
                    return await ForgetAsync(intent);
                default:
                    intent = await WishAboveAsync(intent, answer.Ticket);
                    break;
            }
        }

        work.RegisterAsync().Ignore();
        return new ReviewAnswer(ReviewOutcome.Unsure);
    }

    private Task<ReviewPutAnswer> PutAsync(ReviewIntent intent, ReviewCommand? command) => command?.Text is { } text
        ? GrainOf(intent.FilmId).PutAsync(Draft(intent, text, command.Waits))
        : GrainOf(intent.FilmId).WithdrawAsync(intent.Ticket);

    private ReviewDraft Draft(ReviewIntent intent, WrittenReview text, bool waits) => new(
        intent.Ticket, member.Journal.CurrentAccount?.DisplayName ?? "", text.Title, text.Body, text.Spoilers, member.Now,
        waits ? ReviewState.Pending : ReviewState.Published,
        member.Standing, member.Journal.Account.Value?.CurrentName ?? 0);

    private async Task<ReviewAnswer> ForgetAsync(ReviewIntent intent)
    {
        Reviews.Forget(intent);
        await member.Journal.CommitAsync();
        return new ReviewAnswer(ReviewOutcome.UnknownFilm);
    }

    private Task<ReviewIntent> WishAboveAsync(ReviewIntent intent, uint ticket)
    {
        LogSuperseded(member.UserId, intent.FilmId, intent.Ticket);
        Reviews.RaiseTo(ticket);
        return IntendAsync(intent.FilmId, intent.Stands);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message =
            "Member {UserId}: film {FilmId} holds a higher ticket than {Ticket}, or something else under it; a new one is drawn.")]
    private partial void LogSuperseded(long userId, string filmId, uint ticket);
}
