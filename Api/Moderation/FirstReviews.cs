using Microsoft.Extensions.Options;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>Whether a review waits for a moderator.</summary>
internal enum Waiting
{
    /// <summary>Readers see it at once.</summary>
    No,

    /// <summary>It waits, and is in the queue.</summary>
    Yes,

    /// <summary>It would have to wait, and the queue is full: it can't be written now.</summary>
    Full,
}

/// <summary>Holds back a new member's first reviews, where the operator sets it so.</summary>
internal sealed class FirstReviews(IGrainFactory grains, IOptions<ModerationOptions> options)
{
    /// <summary>Reviews of a member that are looked at, the newest: 100.</summary>
    private const int MaxLookedAt = 100;

    /// <summary>What is said when a review would have to wait and can't.</summary>
    public const string FullSentence =
        "First reviews are looked at before readers see them, and so many wait that no more are taken now. Keep your text and send it later.";

    /// <summary>Asks about a review that is about to be written. One that waits is noted in the queue first, so that none waits unseen.</summary>
    public async Task<Waiting> AskAsync(string filmId, long authorId)
    {
        if (options.Value.FirstReviewsWait == 0 || await IsShownAsync(filmId, authorId) || await IsKnownAsync(authorId)) return Waiting.No;
        return await grains.GetGrain<IModerationGrain>(IModerationGrain.Key).HoldAsync(filmId, authorId) ? Waiting.Yes : Waiting.Full;
    }

    /// <summary>Whether as many reviews of the member are shown as have to wait.</summary>
    private async Task<bool> IsKnownAsync(long authorId)
    {
        var (page, shown) = (await grains.GetGrain<IUserGrain>(authorId).ReviewsAsync(null, MaxLookedAt), 0);
        foreach (var review in page.Items)
        {
            if (await IsShownAsync(review.FilmId, authorId) && ++shown >= options.Value.FirstReviewsWait) return true;
        }

        return false;
    }

    private async Task<bool> IsShownAsync(string filmId, long authorId) =>
        await grains.GetGrain<IReviewGrain>(authorId, filmId, null).ReadAsync() is { State: ReviewState.Published };
}
