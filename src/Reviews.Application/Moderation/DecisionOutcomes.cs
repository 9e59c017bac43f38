using Reviews.Application.Outcomes;
using Reviews.Contracts.Moderation;

namespace Reviews.Application.Moderation;

/// <summary>What each outcome of a moderator's decision means where nothing was decided, to programs and on the moderators' page.</summary>
internal static class DecisionOutcomes
{
    private static readonly Dictionary<DecisionOutcome, OutcomeMeaning> OfReviews = new()
    {
        [DecisionOutcome.Decided] = Conflict("This was decided already: look at the log, and decide anew what is hidden or shown."),
        [DecisionOutcome.Changed] =
            Conflict("The review has changed since you saw it, so nothing was decided. Read it as it is now, then decide."),
    };

    private static readonly Dictionary<DecisionOutcome, OutcomeMeaning> OfTimes = new()
    {
        [DecisionOutcome.Decided] = Conflict("Just this time is excluded already."),
        [DecisionOutcome.NotThere] = new(StatusCodes.Status404NotFound, "Just this time is not excluded."),
        [DecisionOutcome.TooMany] = new(
            StatusCodes.Status422UnprocessableEntity,
            "20 times of this film are excluded already, the most there can be: lift one, or exclude a longer one."),
    };

    private static readonly OutcomeMeaning NoSuchReport = new(StatusCodes.Status404NotFound, "There is no report of that id.");

    private static readonly OutcomeMeaning DecidedSo = Conflict("It is decided so already.");

    private static readonly OutcomeMeaning Gone =
        new(StatusCodes.Status404NotFound, "There is no such report, member or film any more.");

    /// <summary>What it means of a review.</summary>
    public static OutcomeMeaning OfReview(DecisionOutcome outcome) => OfReviews.GetValueOrDefault(outcome, NoSuchReport);

    /// <summary>What it means of a time whose votes are excluded, or counted again.</summary>
    public static OutcomeMeaning OfTime(DecisionOutcome outcome) => OfTimes.GetValueOrDefault(outcome, OutcomeMeanings.UnknownFilm);

    /// <summary>What it means of whatever was decided on.</summary>
    public static OutcomeMeaning Of(DecisionAnswer answer) => answer switch
    {
        { Outcome: DecisionOutcome.Decided, Decision.CaseId: 0 } => DecidedSo,
        { Outcome: DecisionOutcome.Decided or DecisionOutcome.Changed } => OfReview(answer.Outcome),
        { Outcome: DecisionOutcome.NotThere or DecisionOutcome.TooMany } => OfTime(answer.Outcome),
        _ => Gone,
    };

    private static OutcomeMeaning Conflict(string sentence) => new(StatusCodes.Status409Conflict, sentence);
}
