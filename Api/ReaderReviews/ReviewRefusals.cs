using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Application.Moderation;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;

namespace Reviews.Api.ReaderReviews;

/// <summary>What a program is told of a review, or of a mark on one, that was not taken.</summary>
internal static class ReviewRefusals
{
    /// <summary>What a review or a mark that did not come through is answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="wait">How long to wait when it was too many; null: as long as the member's grain counts.</param>
    public static ProblemHttpResult Refuse(HttpContext context, ReviewOutcome outcome, TimeSpan? wait = null) => outcome switch
    {
        ReviewOutcome.SignedOut => Refusals.NotSignedIn(),
        ReviewOutcome.UnknownFilm => Refusals.NoSuchFilm(),
        ReviewOutcome.NoReview => NoSuchReview(),
        ReviewOutcome.Own => OwnReview(),
        ReviewOutcome.Suspended => Refusals.Suspended(),
        ReviewOutcome.TooMany => Refusals.TooMany(
            context, wait ?? Reviewing.QuotaWindow, "You write more often than a member may; please wait."),
        ReviewOutcome.QueueFull => Refusals.TooMany(context, ModerationDesk.FullWait, ReviewScreening.FullSentence),
        ReviewOutcome.Unsure => Refusals.Unsure(context),
        _ => throw new InvalidOperationException($"A review that is {outcome} was not refused."),
    };

    public static ProblemHttpResult NoSuchReview() =>
        TypedResults.Problem("There is no such review of this film.", statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult OwnReview() =>
        TypedResults.Problem("This review is your own: whether it helps is for others to say.", statusCode: StatusCodes.Status403Forbidden);
}
