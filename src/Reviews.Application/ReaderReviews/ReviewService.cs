using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Application.Quotas;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;

namespace Reviews.Application.ReaderReviews;

/// <summary>Takes a member's reviews and marks to the member's grain, for the API and for pages.</summary>
internal sealed class ReviewService(OrderedCalls calls, IGrainFactory grains, FilmIndex index, MemberQuotas quotas,
    ReviewScreening screening)
{
    /// <summary>Writes the caller's review, or withdraws it with a null text.</summary>
    /// <returns>The answer, and how long to wait when that is known better than by its outcome.</returns>
    public async Task<(ReviewAnswer Answer, TimeSpan? Wait)> WriteAsync(Caller caller, string filmId, WrittenReview? text)
    {
        var waits = Waiting.No;
        if (text is not null)
        {
            if (await quotas.TakeReviewAsync(caller.UserId) is { } wait) return (new ReviewAnswer(ReviewOutcome.TooMany), wait);
            waits = await screening.AskAsync(filmId, caller.UserId, text);
            if (waits == Waiting.Full) return (new ReviewAnswer(ReviewOutcome.QueueFull), null);
        }

        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        var (answer, again) = await calls.AskAsync(
            member,
            (number, left) => member.ReviewAsync(new ReviewCommand(caller.Ticket, filmId, text, left, number, waits == Waiting.Yes)),
            IsOvertaken);

        // What is no longer there may have been withdrawn by an earlier attempt.
        return (await HearAsync(filmId, again && answer?.Outcome == ReviewOutcome.NoReview ? null : answer), null);
    }

    /// <summary>Says whether a review helped the caller; null withdraws that.</summary>
    public async Task<ReviewAnswer> MarkAsync(Caller caller, string filmId, long reviewerId, bool? isHelpful)
    {
        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        var (answer, _) = await calls.AskAsync(
            member, (number, left) =>
                member.MarkAsync(new MarkCommand(caller.Ticket, filmId, reviewerId, isHelpful, left, number)), IsOvertaken);
        return await HearAsync(filmId, answer);
    }

    private static bool IsOvertaken(ReviewAnswer answer) => answer.Outcome == ReviewOutcome.Overtaken;

    /// <summary>This node need not wait for the feed. When no answer came because the film is damaged, the answer says so.</summary>
    private async Task<ReviewAnswer> HearAsync(string filmId, ReviewAnswer? answer)
    {
        if (answer?.Writing is { } writing) index.Offer(filmId, writing);
        if (answer is null or { Outcome: ReviewOutcome.Unsure }) await index.ProveAsync(filmId);
        return answer ?? new ReviewAnswer(ReviewOutcome.Unsure);
    }
}
