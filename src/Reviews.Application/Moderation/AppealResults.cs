using System.Globalization;
using Reviews.Application.Outcomes;
using Reviews.Contracts.Moderation;

namespace Reviews.Application.Moderation;

/// <summary>What each result of an appeal means, to programs and pages.</summary>
internal static class AppealResults
{
    private const string FullSentence = "The moderators have too much waiting to accept any more right now. Please appeal later.";

    private static readonly string MaxLength = ModerationLimits.MaxAppeal.ToString("N0", CultureInfo.InvariantCulture);

    private static readonly Dictionary<AppealResult, OutcomeMeaning> Meanings = new()
    {
        [AppealResult.Taken] = new(StatusCodes.Status202Accepted),
        [AppealResult.Unfit] = new(StatusCodes.Status400BadRequest, $"Must be 1 to {MaxLength} characters of plain text.")
        {
            Sentence = $"Say why, in 1 to {MaxLength} characters.",
        },
        [AppealResult.Suspended] = OutcomeMeanings.Suspended with { Sentence = $"Not sent. {PageSentences.Suspended("post")}" },
        [AppealResult.NoReview] = OutcomeMeanings.NotReviewed,
        [AppealResult.NotHidden] =
            Told(StatusCodes.Status422UnprocessableEntity, "Your review isn’t hidden, so there is nothing to appeal."),
        [AppealResult.Again] = Told(
            StatusCodes.Status409Conflict,
            "You’ve already appealed. You can still change your review: a moderator will then look at it again."),
        [AppealResult.Full] = new(StatusCodes.Status429TooManyRequests, FullSentence)
        {
            Sentence = $"Not sent. {FullSentence}", RetryAfter = ModerationService.FullWait,
        },
    };

    public static OutcomeMeaning Of(AppealResult result) => Meanings[result];

    private static OutcomeMeaning Told(int status, string sentence) => new(status, sentence) { Sentence = sentence };
}
