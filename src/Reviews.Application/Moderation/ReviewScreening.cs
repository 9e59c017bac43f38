using Microsoft.Extensions.Options;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Moderation;

/// <summary>Whether a review waits for a moderator.</summary>
internal enum Waiting
{
    /// <summary>Readers see it at once.</summary>
    No,

    /// <summary>It waits, and is in the queue.</summary>
    Yes,

    /// <summary>Moderators would have to look at it, but the queue is full: it can't be written right now.</summary>
    Full,
}

/// <summary>
/// Makes sure that moderators see what they have to: a new member's first reviews, if the operator makes them wait, and each new text of a
/// review that they have decided on.
/// </summary>
internal sealed class ReviewScreening(IGrainFactory grains, IOptions<ModerationOptions> options)
{
    /// <summary>Reviews of a member that are checked, newest first: 100.</summary>
    private const int MaxLookedAt = 100;

    /// <summary>The error when moderators would have to look at a review but the queue is full.</summary>
    public const string FullSentence =
        "A moderator has to look at this review, but too many are waiting already. Keep your text and send it later.";

    /// <summary>Checks a review that is about to be written. One that moderators have to see is put in the queue first, so that none gets
    /// past them; the review notes it again when it has the text.</summary>
    public async Task<Waiting> AskAsync(string filmId, long authorId, WrittenReview text)
    {
        var review = await ReviewOf(filmId, authorId).ForModeratorsAsync();
        if (Holds(review, text)) return Waiting.No;   // no new text, and it stays as it is
        var waits = options.Value.FirstReviewsWait > 0 && await WaitsAsync(review, authorId);
        if (!waits && !review.IsWatched && review.State != ReviewState.Hidden) return Waiting.No;
        var look = new ReviewLook(filmId, authorId, waits ? CaseKind.FirstReview : KindOf(review));
        if (!await grains.GetGrain<IModerationGrain>(IModerationGrain.Key).LookAsync(look)) return Waiting.Full;
        return waits ? Waiting.Yes : Waiting.No;
    }

    private static CaseKind KindOf(ModeratedReview review) => review.State == ReviewState.Hidden ? CaseKind.Rewritten : CaseKind.Reported;

    private static bool Holds(ModeratedReview review, WrittenReview text) =>
        review.Review is { Face: var kept } && kept.Title == text.Title && kept.Body == text.Body && kept.Spoilers == text.Spoilers;

    /// <summary>An approved one waits again when it is changed; a new one waits until enough others have been shown.</summary>
    private async Task<bool> WaitsAsync(ModeratedReview review, long authorId) => review switch
    {
        { State: ReviewState.Hidden } => false,
        { State: ReviewState.Pending } => true,
        { State: ReviewState.Published, Review: not null } => review.IsFirst,
        _ => !await IsKnownAsync(authorId),
    };

    /// <summary>Whether enough of the member's reviews have been shown.</summary>
    private async Task<bool> IsKnownAsync(long authorId)
    {
        var page = await grains.GetGrain<IUserGrain>(authorId).ReviewsAsync(null, MaxLookedAt);
        var shown = 0;
        foreach (var some in page.Items.Chunk(Math.Max(1, options.Value.FirstReviewsWait)))
        {
            shown += (await Task.WhenAll(some.Select(review => IsShownAsync(review.FilmId, authorId)))).Count(isShown => isShown);
            if (shown >= options.Value.FirstReviewsWait) return true;
        }

        return false;
    }

    private async Task<bool> IsShownAsync(string filmId, long authorId) =>
        await ReviewOf(filmId, authorId).ReadAsync() is { State: ReviewState.Published };

    private IReviewGrain ReviewOf(string filmId, long authorId) => grains.GetGrain<IReviewGrain>(authorId, filmId, null);
}
