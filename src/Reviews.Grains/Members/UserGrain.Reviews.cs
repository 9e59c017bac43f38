using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <content>The member's reviews, and what the member thinks of others'. Journalled here as intents first, like votes; reviews of one film
/// take turns.</content>
internal sealed partial class UserGrain
{
    private ImmutableArray<MemberReview> LatestReviews =>
        [.. reviews.Reviews.Where(review => review.Stands).OrderByDescending(review => review.Ticket).Take(MemberProfile.MaxLatest)
            .Select(review => review.ToReview())];

    public async Task<ReviewAnswer> ReviewAsync(ReviewCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if ((RefusalOf(command.SecurityStamp) ?? OverQuota()) is { } refusal) return new ReviewAnswer(refusal);

        var deadline = new Deadline(time, command.TimeLeft);
        using var turn = await _turns.TakeAsync(TurnOfReviews(command.FilmId), deadline.Left);
        if (turn is null) return new ReviewAnswer(ReviewOutcome.Unsure);
        // erased or suspended meanwhile: nothing may come after that
        if (RefusalOf(command.SecurityStamp) is { } late) return new ReviewAnswer(late);
        if (!_numbers.Admit(TurnOfReviews(command.FilmId), command.Number)) return new ReviewAnswer(ReviewOutcome.Overtaken);

        var standing = reviews.Find(command.FilmId);
        if (command.Text is null && (standing is null || (!standing.Stands && IsDone(standing))))
            return new ReviewAnswer(ReviewOutcome.NoReview);
        return await DeliverAsync(await WishAsync(command.FilmId, command.Text is not null), command, deadline);
    }

    public async Task<ReviewAnswer> MarkAsync(MarkCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if ((RefusalOf(command.SecurityStamp) ?? OverQuota()) is { } refusal) return new ReviewAnswer(refusal);
        if (command.ReviewerId == UserId) return new ReviewAnswer(ReviewOutcome.Own);

        var deadline = new Deadline(time, command.TimeLeft);
        using var turn = await _turns.TakeAsync(TurnOfReviews(command.FilmId), deadline.Left);
        if (turn is null) return new ReviewAnswer(ReviewOutcome.Unsure);
        if (RefusalOf(command.SecurityStamp) is { } late) return new ReviewAnswer(late);
        if (!_numbers.Admit(TurnOfReviews($"{command.FilmId} {command.ReviewerId}"), command.Number))
            return new ReviewAnswer(ReviewOutcome.Overtaken);
        return await DeliverAsync(await WishAsync(command.FilmId, command.ReviewerId, command.IsHelpful), deadline);
    }

    public Task<MemberReviewPage> ReviewsAsync(string? cursor, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
        var below = cursor is null ? uint.MaxValue : uint.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        var page = reviews.Reviews.Where(review => review.Stands && review.Ticket < below).OrderByDescending(review => review.Ticket)
            .Take(pageSize + 1).ToArray();
        var next = page.Length > pageSize ? page[pageSize - 1].Ticket.ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new MemberReviewPage([.. page.Take(pageSize).Select(review => review.ToReview())], next));
    }

    public Task<ImmutableArray<MemberMark>> MarksAsync(string filmId) => Task.FromResult(reviews.Marks
        .Where(mark => mark.IsHelpful is not null && mark.FilmId == filmId)
        .Select(mark => new MemberMark(mark.FilmId, mark.ReviewerId, mark.IsHelpful!.Value)).ToImmutableArray());

    /// <summary>Turns of reviews are others than those of votes: a review with stars needs both.</summary>
    private static string TurnOfReviews(string what) => "review " + what;

    private ReviewOutcome? RefusalOf(string securityStamp) =>
        !Admits(record.Value, securityStamp) || erasure.Latest is not null ? ReviewOutcome.SignedOut
        : suspension.Latest?.Reason is not null ? ReviewOutcome.Suspended
        : null;

    private ReviewOutcome? OverQuota() => _reviewQuota.TryTake() ? null : ReviewOutcome.TooMany;

    private bool IsDone(ReviewWish wish) => !wish.Open || reviews.IsClosing(wish.Ticket);

    private bool IsDone(MarkWish wish) => !wish.Open || reviews.IsClosing(wish.Ticket);

    private async Task<ReviewWish> WishAsync(string filmId, bool stands)
    {
        var wish = reviews.Wish(filmId, stands, (uint)time.GetUtcNow().ToUnixTimeSeconds());
        await journal.CommitAsync();
        return wish;
    }

    private async Task<MarkWish> WishAsync(string filmId, long reviewerId, bool? isHelpful)
    {
        var wish = reviews.Wish(filmId, reviewerId, isHelpful);
        await journal.CommitAsync();
        return wish;
    }

    private IReviewGrain ReviewOf(string filmId) => GrainFactory.GetGrain<IReviewGrain>(UserId, filmId, null);

    /// <summary>Carries a review to its grain, which tells the film. The same ticket every time, so repeating is safe.</summary>
    private async Task<ReviewAnswer> DeliverAsync(ReviewWish wish, ReviewCommand? command, Deadline deadline)
    {
        var grain = ReviewOf(wish.FilmId);
        while (await TryUntilAsync(
            () => command?.Text is { } text ? grain.PutAsync(Draft(wish, text, command.Waits)) : grain.WithdrawAsync(wish.Ticket),
            wish.FilmId, deadline) is { } answer)
        {
            switch (answer.Outcome)
            {
                case ReviewPutOutcome.Done:
                    if (!IsDone(wish)) reviews.Close(wish, stands: answer.Review is not null);
                    return new ReviewAnswer(ReviewOutcome.Done, answer.Review, 0, answer.Writing);
                case ReviewPutOutcome.UnknownFilm:
                    reviews.Forget(wish);
                    await journal.CommitAsync();
                    return new ReviewAnswer(ReviewOutcome.UnknownFilm);
                default:
                    LogSuperseded(UserId, wish.FilmId, wish.Ticket);
                    reviews.RaiseTo(answer.Ticket);
                    wish = await WishAsync(wish.FilmId, wish.Stands);
                    break;
            }
        }

        RegisterWorkAsync().Ignore();
        return new ReviewAnswer(ReviewOutcome.Unsure);
    }

    private ReviewDraft Draft(ReviewWish wish, WrittenReview text, bool waits) => new(
        wish.Ticket, Account?.DisplayName ?? "", text.Title, text.Body, text.Spoilers, time.GetUtcNow(),
        waits ? ReviewState.Pending : ReviewState.Published,
        Standing, record.Value?.CurrentName ?? 0);

    /// <summary>Carries a mark to its film until the film has it or the time is up.</summary>
    private async Task<ReviewAnswer> DeliverAsync(MarkWish wish, Deadline deadline)
    {
        var film = GrainFactory.GetGrain<IFilmGrain>(wish.FilmId);
        while (await TryUntilAsync(
            () => film.MarkReviewAsync(new HelpfulMark(wish.ReviewerId, UserId, wish.Ticket, wish.IsHelpful, Standing)),
            wish.FilmId,
            deadline) is { } answer)
        {
            if (answer.Outcome == MarkOutcome.Superseded)
            {
                reviews.RaiseTo(answer.Ticket);
                wish = await WishAsync(wish.FilmId, wish.ReviewerId, wish.IsHelpful);
                continue;
            }

            var counted = answer.Outcome == MarkOutcome.Counted;
            if (!IsDone(wish)) reviews.Close(wish, stands: counted && wish.IsHelpful is not null);
            if (!counted) await journal.CommitAsync();   // a mark that came to nothing must not stand in the list until the next write
            return new ReviewAnswer(counted ? ReviewOutcome.Done : ReviewOutcome.NoReview, null, answer.Helpful, answer.Writing);
        }

        RegisterWorkAsync().Ignore();
        return new ReviewAnswer(ReviewOutcome.Unsure);
    }

    /// <summary>Asks until there is an answer; null when the time is up before, or the activation has ended.</summary>
    private async Task<T?> TryUntilAsync<T>(Func<Task<T>> ask, string filmId, Deadline deadline)
        where T : class
    {
        for (var delay = options.Value.RetryDelay; !deadline.IsOver && !HasEnded; delay = Min(delay * 2, TimeSpan.FromSeconds(1)))
        {
            try
            {
                var answer = await ask().WaitAsync(deadline.Left, time);
                _silentReviews.Remove(filmId);
                return answer;
            }
            catch (Exception exception) when (exception is not ArgumentException)
            {
                if (_silentReviews.Add(filmId)) LogReviewNotDelivered(UserId, filmId, exception);
            }

            await Task.Delay(Min(delay, deadline.Left), time);
        }

        return null;
    }

    /// <summary>Goes on with reviews and marks that may not have arrived; true when none is left. A text that never came to its grain is
    /// gone, and its writer was told that it may be.</summary>
    private async Task<bool> ResumeReviewsAsync()
    {
        foreach (var wish in reviews.Reviews.Where(wish => !IsDone(wish)).ToArray())
        {
            if (HasEnded) return false;
            var deadline = new Deadline(time, options.Value.ResumeTime);
            using var turn = await _turns.TakeAsync(TurnOfReviews(wish.FilmId), deadline.Left);
            if (turn is null || reviews.Find(wish.FilmId) is not { } newest || IsDone(newest)) continue;
            if (!newest.Stands) await DeliverAsync(newest, null, deadline);
            else if (await TryUntilAsync(() => ReviewOf(newest.FilmId).SettleAsync(newest.Ticket), newest.FilmId, deadline) is { } answer)
                reviews.Close(newest, stands: answer.Review is not null);
        }

        foreach (var wish in reviews.Marks.Where(wish => !IsDone(wish)).ToArray())
        {
            if (HasEnded) return false;
            var deadline = new Deadline(time, options.Value.ResumeTime);
            using var turn = await _turns.TakeAsync(TurnOfReviews(wish.FilmId), deadline.Left);
            if (turn is not null && reviews.Find(wish.FilmId, wish.ReviewerId) is { } newest && !IsDone(newest))
                await DeliverAsync(newest, deadline);
        }

        if (reviews.HasStaged) await journal.CommitAsync();   // a text that never came must not stand in the list until the next write
        return reviews.Reviews.All(IsDone) && reviews.Marks.All(IsDone);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Member {UserId}: a review or mark on {FilmId} did not get through; it will be sent until it does.")]
    private partial void LogReviewNotDelivered(long userId, string filmId, Exception exception);
}
