using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Outcomes;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Ratings;

namespace Reviews.Application.ReaderReviews;

/// <summary>Writes a review together with the vote that comes with it, for the API and for pages.</summary>
/// <remarks>The vote goes first: a review whose vote is refused is not written, so that what is shown has the stars its author
/// gave.</remarks>
internal sealed class ReviewWithVote(VoteService votes, ReviewService reviews)
{
    /// <param name="caller">The author.</param>
    /// <param name="filmId">The film.</param>
    /// <param name="text">The review.</param>
    /// <param name="stars">The vote; null leaves the author's vote as it is.</param>
    public async Task<WriteResult> WriteAsync(Caller caller, string filmId, WrittenReview text, Stars? stars)
    {
        if (stars is { } given && await votes.RateAsync(caller, filmId, (byte)given.HalfStars) is { Outcome: not RateOutcome.Done } vote)
            return new WriteResult(RateOutcomes.Of(vote.Outcome));
        var (answer, wait) = await reviews.WriteAsync(caller, filmId, text);
        return new WriteResult(
            ReviewOutcomes.OfReview(answer.Outcome), answer.Outcome == ReviewOutcome.Done ? answer.Review : null, wait);
    }
}

/// <summary>What became of a review.</summary>
/// <param name="Meaning">How it ended.</param>
/// <param name="Review">The review as stored; null when it was not written.</param>
/// <param name="Wait">How long to wait, when that is known better than by the outcome.</param>
internal sealed record WriteResult(OutcomeMeaning Meaning, StoredReview? Review = null, TimeSpan? Wait = null);
