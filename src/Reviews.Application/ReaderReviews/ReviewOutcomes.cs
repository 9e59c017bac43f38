using Reviews.Application.Moderation;
using Reviews.Application.Outcomes;
using Reviews.Contracts.Members;

namespace Reviews.Application.ReaderReviews;

/// <summary>What each outcome of a review or a helpful mark means, to programs and pages.</summary>
internal static class ReviewOutcomes
{
    private static readonly Dictionary<ReviewOutcome, OutcomeMeaning> Reviews = new()
    {
        [ReviewOutcome.Done] = OutcomeMeanings.Done,
        [ReviewOutcome.SignedOut] = OutcomeMeanings.SignedOut,
        [ReviewOutcome.UnknownFilm] = OutcomeMeanings.UnknownFilm,
        [ReviewOutcome.NoReview] = new(StatusCodes.Status404NotFound, "There is no such review of this film."),
        [ReviewOutcome.Own] = new(
            StatusCodes.Status403Forbidden, "This is your own review: others say whether it's helpful.")
        {
            Sentence = "This is your own review: others say whether it’s helpful.",
        },
        [ReviewOutcome.TooMany] = new(StatusCodes.Status429TooManyRequests, "You are writing too often; please wait.")
        {
            Sentence = $"Not saved. {PageSentences.TooQuick}",
            RetryAfter = TimeSpan.FromMinutes(1),   // the member's grain counts by the minute
        },
        [ReviewOutcome.QueueFull] = new(StatusCodes.Status429TooManyRequests, ReviewScreening.FullSentence)
        {
            Sentence = $"Not saved. {ReviewScreening.FullSentence}", RetryAfter = ModerationService.FullWait,
        },
        [ReviewOutcome.Suspended] = OutcomeMeanings.Suspended with { Sentence = $"Not saved. {PageSentences.Suspended("post")}" },
        [ReviewOutcome.Unsure] = OutcomeMeanings.Unsure with { Sentence = PageSentences.Unsure("saved") },
    };

    /// <summary>Where a mark is told otherwise on a page.</summary>
    private static readonly Dictionary<ReviewOutcome, string> SentencesOfMarks = new()
    {
        [ReviewOutcome.NoReview] = "This review is no longer here.",
        [ReviewOutcome.TooMany] = $"Not counted. {PageSentences.TooQuick}",
        [ReviewOutcome.Suspended] = "Not counted. Your account is suspended.",
        [ReviewOutcome.Unsure] = PageSentences.Unsure("counted"),
    };

    /// <exception cref="KeyNotFoundException">The outcome is <see cref="ReviewOutcome.Overtaken"/>, which is asked again until it is
    /// another one.</exception>
    public static OutcomeMeaning OfReview(ReviewOutcome outcome) => Reviews[outcome];

    /// <inheritdoc cref="OfReview"/>
    public static OutcomeMeaning OfMark(ReviewOutcome outcome) => SentencesOfMarks.TryGetValue(outcome, out var sentence)
        ? Reviews[outcome] with { Sentence = sentence }
        : Reviews[outcome];
}
