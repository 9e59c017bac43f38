using Reviews.Application.Outcomes;

namespace Reviews.Application.Moderation;

/// <summary>What each outcome of a report means, to programs and pages.</summary>
internal static class ReportOutcomes
{
    private static readonly Dictionary<ReportOutcome, OutcomeMeaning> Meanings = new()
    {
        [ReportOutcome.Taken] = new(StatusCodes.Status202Accepted),
        [ReportOutcome.NoReview] = new(StatusCodes.Status404NotFound, "There is no review with that id."),
        [ReportOutcome.Own] = Told(StatusCodes.Status422UnprocessableEntity, "This is your own review: change it or withdraw it."),
        [ReportOutcome.TooMany] = new(StatusCodes.Status429TooManyRequests, "You are reporting too often; please wait.")
        {
            Sentence = "You’ve sent a lot of reports. Please wait a while.",
        },
        [ReportOutcome.Full] = Told(
            StatusCodes.Status429TooManyRequests,
            "The moderators have too much waiting to accept any more right now. Please report it later.") with
        {
            RetryAfter = ModerationService.FullWait,
        },
    };

    public static OutcomeMeaning Of(ReportOutcome outcome) => Meanings[outcome];

    private static OutcomeMeaning Told(int status, string sentence) => new(status, sentence) { Sentence = sentence };
}
