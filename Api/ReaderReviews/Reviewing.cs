using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Catalogue;
using Reviews.Api.Members;
using Reviews.Api.Moderation;
using Reviews.Api.Problems;
using Reviews.Api.Quotas;
using Reviews.Contracts.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>Carries a member's reviews and marks to the member's grain, for the API and for pages.</summary>
internal sealed class Reviewing(OrderedCalls calls, IGrainFactory grains, FilmIndex index, MemberQuotas quotas, FirstReviews first)
{
    /// <summary>The quota is counted by the minute.</summary>
    private const int QuotaRetrySeconds = 60;

    /// <summary>Writes the caller's review, or withdraws it with a null text.</summary>
    public async Task<ReviewAnswer> WriteAsync(Caller caller, string filmId, WrittenReview? text)
    {
        var waits = Waiting.No;
        if (text is not null)
        {
            if (await quotas.TakeReviewAsync(caller.UserId) is not null) return new ReviewAnswer(ReviewOutcome.TooMany);
            waits = await first.AskAsync(filmId, caller.UserId);
            if (waits == Waiting.Full) return new ReviewAnswer(ReviewOutcome.TooMany);
        }

        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        var (answer, again) = await calls.AskAsync(
            member,
            (number, left) => member.ReviewAsync(new ReviewCommand(caller.SecurityStamp, filmId, text, left, number, waits == Waiting.Yes)),
            IsOvertaken);

        // What is not there any more was perhaps withdrawn by an earlier try.
        return Heard(filmId, again && answer?.Outcome == ReviewOutcome.NoReview ? null : answer);
    }

    /// <summary>Says whether somebody's review helped the caller; null takes that back.</summary>
    public async Task<ReviewAnswer> MarkAsync(Caller caller, string filmId, long reviewerId, bool? isHelpful)
    {
        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        var (answer, _) = await calls.AskAsync(
            member, (number, left) => member.MarkAsync(new MarkCommand(caller.SecurityStamp, filmId, reviewerId, isHelpful, left, number)), IsOvertaken);
        return Heard(filmId, answer);
    }

    /// <summary>What a review or a mark that did not come through is answered.</summary>
    public static ProblemHttpResult Refuse(HttpContext context, ReviewOutcome outcome)
    {
        switch (outcome)
        {
            case ReviewOutcome.SignedOut: return Refusals.NotSignedIn();
            case ReviewOutcome.UnknownFilm: return Refusals.NoSuchFilm();
            case ReviewOutcome.NoReview: return NoSuchReview();
            case ReviewOutcome.Own: return OwnReview();
            case ReviewOutcome.Suspended: return Refusals.Suspended();
            case ReviewOutcome.TooMany:
                context.Response.Headers.RetryAfter = $"{QuotaRetrySeconds}";
                return TypedResults.Problem("You write more often than a member may; wait a minute.", statusCode: StatusCodes.Status429TooManyRequests);
            case ReviewOutcome.Unsure:
                context.Response.Headers.RetryAfter = $"{ExceptionProblems.RetryAfterSeconds}";
                return TypedResults.Problem(
                    "This was not confirmed in time. It may have taken effect; repeating it is safe.", statusCode: StatusCodes.Status503ServiceUnavailable);
            default: throw new InvalidOperationException($"A review that is {outcome} was not refused.");
        }
    }

    public static ProblemHttpResult NoSuchReview() =>
        TypedResults.Problem("There is no such review of this film.", statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult OwnReview() =>
        TypedResults.Problem("This review is your own: whether it helps is for others to say.", statusCode: StatusCodes.Status403Forbidden);

    private static bool IsOvertaken(ReviewAnswer answer) => answer.Outcome == ReviewOutcome.Overtaken;

    /// <summary>This node need not wait for the feed to tell it.</summary>
    private ReviewAnswer Heard(string filmId, ReviewAnswer? answer)
    {
        if (answer?.Writing is { } writing) index.Offer(filmId, writing);
        return answer ?? new ReviewAnswer(ReviewOutcome.Unsure);
    }
}
