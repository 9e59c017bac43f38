using Reviews.Application.Outcomes;
using Reviews.Contracts.Moderation;

namespace Reviews.Application.Moderation;

/// <summary>What each outcome of a moderator's decision means where nothing was decided, to programs and on the moderators' page.</summary>
internal static class DecisionOutcomes
{
    private static readonly Dictionary<DecisionOutcome, OutcomeMeaning> OfReviews = new()
    {
        [DecisionOutcome.Decided] = Conflict(
            "This has already been decided: see the log, where you can still hide the review or show it again."),
        [DecisionOutcome.Changed] =
            Conflict("The review has changed since you saw it, so nothing was decided. Read it as it is now, then decide."),
    };

    private static readonly Dictionary<DecisionOutcome, OutcomeMeaning> OfTimes = new()
    {
        [DecisionOutcome.Decided] = Conflict("Exactly this period is already excluded."),
        [DecisionOutcome.NotThere] = new(StatusCodes.Status404NotFound, "Exactly this period is not excluded."),
        [DecisionOutcome.TooMany] = new(
            StatusCodes.Status422UnprocessableEntity,
            "This film already has 20 excluded periods, the maximum: lift one, or exclude a longer one."),
    };

    private static readonly OutcomeMeaning NoSuchReport = new(StatusCodes.Status404NotFound, "There is no report with that id.");

    private static readonly OutcomeMeaning DecidedSo = Conflict("That has already been decided.");

    private static readonly OutcomeMeaning Gone =
        new(StatusCodes.Status404NotFound, "That report, member or film no longer exists.");

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
