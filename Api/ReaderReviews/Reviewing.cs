using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Catalogue;
using Reviews.Api.Members;
using Reviews.Api.Moderation;
using Reviews.Api.Problems;
using Reviews.Api.Quotas;
using Reviews.Contracts.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>Takes a member's reviews and marks to the member's grain, for the API and for pages.</summary>
internal sealed class Reviewing(OrderedCalls calls, IGrainFactory grains, FilmIndex index, MemberQuotas quotas, ReviewScreening screening)
{
    /// <summary>The member's grain counts by the minute.</summary>
    private static readonly TimeSpan QuotaWindow = TimeSpan.FromMinutes(1);

    /// <summary>Writes the caller's review, or withdraws it with a null text.</summary>
    /// <returns>The answer, and how long to wait when there were too many.</returns>
    public async Task<(ReviewAnswer Answer, TimeSpan Wait)> WriteAsync(Caller caller, string filmId, WrittenReview? text)
    {
        var waits = Waiting.No;
        if (text is not null)
        {
            if (await quotas.TakeReviewAsync(caller.UserId) is { } wait) return (new ReviewAnswer(ReviewOutcome.TooMany), wait);
            waits = await screening.AskAsync(filmId, caller.UserId, text);
            if (waits == Waiting.Full) return (new ReviewAnswer(ReviewOutcome.QueueFull), default);
        }

        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        var (answer, again) = await calls.AskAsync(
            member,
            (number, left) => member.ReviewAsync(new ReviewCommand(caller.Ticket, filmId, text, left, number, waits == Waiting.Yes)),
            IsOvertaken);

        // What is no longer there may have been withdrawn by an earlier attempt.
        return (await HearAsync(filmId, again && answer?.Outcome == ReviewOutcome.NoReview ? null : answer), QuotaWindow);
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

    /// <summary>The answer to a review or a mark that did not get through.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="wait">How long to wait when there were too many; null: as long as the member's grain says.</param>
    public static ProblemHttpResult Refuse(HttpContext context, ReviewOutcome outcome, TimeSpan? wait = null) => outcome switch
    {
        ReviewOutcome.SignedOut => Refusals.NotSignedIn(),
        ReviewOutcome.UnknownFilm => Refusals.NoSuchFilm(),
        ReviewOutcome.NoReview => NoSuchReview(),
        ReviewOutcome.Own => OwnReview(),
        ReviewOutcome.Suspended => Refusals.Suspended(),
        ReviewOutcome.TooMany => Refusals.TooMany(context, wait ?? QuotaWindow, "You are writing too often; please wait."),
        ReviewOutcome.QueueFull => Refusals.TooMany(context, ModerationDesk.FullWait, ReviewScreening.FullSentence),
        ReviewOutcome.Unsure => Refusals.Unsure(context),
        _ => throw new InvalidOperationException($"A review that is {outcome} was not refused."),
    };

    public static ProblemHttpResult NoSuchReview() =>
        TypedResults.Problem("There is no such review of this film.", statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult OwnReview() =>
        TypedResults.Problem("This is your own review: others say whether it's helpful.", statusCode: StatusCodes.Status403Forbidden);

    private static bool IsOvertaken(ReviewAnswer answer) => answer.Outcome == ReviewOutcome.Overtaken;

    /// <summary>This node need not wait for the feed. When no answer came because the film is damaged, the answer says so.</summary>
    private async Task<ReviewAnswer> HearAsync(string filmId, ReviewAnswer? answer)
    {
        if (answer?.Writing is { } writing) index.Offer(filmId, writing);
        if (answer is null or { Outcome: ReviewOutcome.Unsure }) await index.ProveAsync(filmId);
        return answer ?? new ReviewAnswer(ReviewOutcome.Unsure);
    }
}
