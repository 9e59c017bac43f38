using Reviews.Application.Outcomes;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>What each outcome of an import means, to programs and pages.</summary>
internal static class ImportOutcomes
{
    private static readonly Dictionary<ImportOutcome, OutcomeMeaning> Meanings = new()
    {
        [ImportOutcome.Done] = OutcomeMeanings.Done,
        [ImportOutcome.SignedOut] = OutcomeMeanings.SignedOut,
        [ImportOutcome.Suspended] = OutcomeMeanings.Suspended with { Sentence = PageSentences.Suspended("rate films") },
        [ImportOutcome.Busy] = new(StatusCodes.Status409Conflict, "Another of your imports is running; wait until it is done.")
        {
            Sentence = "Another of your imports is running. Wait until it’s done, or undo it.",
        },
        [ImportOutcome.Unknown] = new(StatusCodes.Status404NotFound, "You have no import with that number."),
    };

    public static OutcomeMeaning Of(ImportOutcome outcome) => Meanings[outcome];
}
