using Microsoft.Extensions.Options;
using Reviews.Contracts.Moderation;

namespace Reviews.Api.Moderation;

/// <summary>Whether a member's review waits for a moderator before readers see it.</summary>
internal sealed class FirstReviews(IGrainFactory grains, IOptions<ModerationOptions> options)
{
    /// <summary>Decides on a review that is about to be written, and notes in the queue that it will wait: noted first, it can't wait unseen.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="authorId">Who writes.</param>
    /// <param name="shown">How many reviews of the member readers see already.</param>
    public async Task<bool> MustWaitAsync(string filmId, long authorId, int shown)
    {
        if (shown >= options.Value.FirstReviewsWait) return false;
        await grains.GetGrain<IModerationGrain>(IModerationGrain.Key).HoldAsync(filmId, authorId);
        return true;
    }
}
