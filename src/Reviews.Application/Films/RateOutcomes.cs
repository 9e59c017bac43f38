using Reviews.Application.Outcomes;
using Reviews.Contracts.Members;

namespace Reviews.Application.Films;

/// <summary>What each outcome of a vote means, to programs, pages and figures.</summary>
internal static class RateOutcomes
{
    private static readonly Dictionary<RateOutcome, OutcomeMeaning> Meanings = new()
    {
        [RateOutcome.Done] = OutcomeMeanings.Done with { Tag = "done" },
        [RateOutcome.SignedOut] = OutcomeMeanings.SignedOut with { Tag = "signed_out" },
        [RateOutcome.UnknownFilm] = OutcomeMeanings.UnknownFilm with { Tag = "unknown_film" },
        [RateOutcome.NotRated] = new(StatusCodes.Status404NotFound, "You have not rated this film.") { Tag = "not_rated" },
        [RateOutcome.TooMany] = new(StatusCodes.Status429TooManyRequests, "You are voting too often; wait a minute.")
        {
            Sentence = $"Not saved. {PageSentences.TooQuick}",
            RetryAfter = TimeSpan.FromMinutes(1),   // the member's grain counts by the minute
            Tag = "too_many",
        },
        [RateOutcome.Suspended] = OutcomeMeanings.Suspended with
        {
            Sentence = $"Not saved. {PageSentences.Suspended("rate films")}", Tag = "suspended",
        },
        [RateOutcome.Unsure] = OutcomeMeanings.Unsure with { Sentence = PageSentences.Unsure("saved"), Tag = "unsure" },
    };

    /// <exception cref="KeyNotFoundException">The outcome is <see cref="RateOutcome.Overtaken"/>, which is asked again until it is
    /// another one.</exception>
    public static OutcomeMeaning Of(RateOutcome outcome) => Meanings[outcome];
}
