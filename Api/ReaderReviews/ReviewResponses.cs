using Reviews.Application.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.ReaderReviews;

/// <summary>A review as everyone sees it.</summary>
/// <param name="ReviewId">The review's id within its film; a member writes one review per film.</param>
/// <param name="UserId">Who wrote it.</param>
/// <param name="DisplayName">The writer's public name at the time.</param>
/// <param name="Stars">The writer's current vote, 0.5 to 5; null when there is none.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown as it was written.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
/// <param name="Helpful">Members who found it helpful.</param>
/// <param name="CreatedAt">When it was first written.</param>
/// <param name="EditedAt">When it was last changed; null: never.</param>
internal sealed record ReviewResponse(
    string ReviewId, string UserId, string DisplayName, decimal? Stars, string Title, string Body, bool Spoilers, int Helpful,
    DateTimeOffset CreatedAt, DateTimeOffset? EditedAt)
{
    public static ReviewResponse Of(PublicReview review) => new(
        MemberIds.Format(review.UserId), MemberIds.Format(review.UserId), review.DisplayName, StarsOf(review.HalfStars), review.Title,
            review.Body,
        review.Spoilers, review.Helpful,
        review.CreatedAt, review.EditedAt);

    internal static decimal? StarsOf(byte halfStars) => halfStars == 0 ? null : Domain.Ratings.Stars.FromHalfStars(halfStars).Number;
}

/// <summary>My own review, with what only I see.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="State"><c>published</c>, <c>pending</c> while it waits for a moderator, or <c>hidden</c> by one.</param>
/// <param name="ReviewId">The review's id within its film.</param>
/// <param name="UserId">My id.</param>
/// <param name="DisplayName">My public name at the time.</param>
/// <param name="Stars">My current vote, 0.5 to 5; null when there is none.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown as I wrote it.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
/// <param name="Helpful">Members who found it helpful.</param>
/// <param name="CreatedAt">When I first wrote it.</param>
/// <param name="EditedAt">When I last changed it; null: never.</param>
/// <param name="Hidden">Why it is hidden; null when it is not.</param>
internal sealed record MyReviewResponse(
    string FilmId, string State, string ReviewId, string UserId, string DisplayName, decimal? Stars, string Title, string Body,
    bool Spoilers, int Helpful,
    DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, HiddenReviewResponse? Hidden)
{
    public static MyReviewResponse Of(StoredReview stored)
    {
        var review = stored.Face;
        var id = MemberIds.Format(review.UserId);
        return new MyReviewResponse(
            review.FilmId, WordOf(stored.State), id, id, review.DisplayName, ReviewResponse.StarsOf(review.HalfStars), review.Title,
                review.Body,
            review.Spoilers, review.Helpful,
            review.CreatedAt, review.EditedAt, HiddenReviewResponse.Of(stored.Hidden));
    }

    private static string WordOf(ReviewState state) => state switch
    {
        ReviewState.Published => "published",
        ReviewState.Pending => "pending",
        _ => "hidden",
    };
}

/// <summary>Why my review is hidden, and what I can do.</summary>
/// <param name="Reason">The moderator's reason; null when it was hidden before reasons were kept.</param>
/// <param name="DecidedAt">When that was decided; null in the same case.</param>
/// <param name="MayAppeal">Whether I can appeal: once each time it is hidden.</param>
/// <param name="IsAsked">Whether moderators have been asked to look at it again, because I have rewritten it or appealed.</param>
internal sealed record HiddenReviewResponse(string? Reason, DateTimeOffset? DecidedAt, bool MayAppeal, bool IsAsked)
{
    public static HiddenReviewResponse? Of(HiddenReview? hidden) =>
        hidden is null ? null : new HiddenReviewResponse(hidden.Reason, hidden.DecidedAt, !hidden.HasAppealed, hidden.IsOpen);
}

/// <summary>How many members found a review helpful.</summary>
internal sealed record HelpfulVoteResponse(string FilmId, string ReviewId, int Helpful);

/// <summary>Whether a review was helpful; without a body, it was.</summary>
/// <param name="Helpful">False says that it was not, which counts against it in the order by helpfulness.</param>
internal sealed record HelpfulRequest(bool? Helpful);
