using Microsoft.Extensions.Logging;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>The moderation grain's activation, as its collaborators see it: what it holds, and how it reaches other grains.</summary>
/// <remarks>Everything here runs on the grain's own scheduler; no locks.</remarks>
internal sealed class ModerationActivation(
    ModerationGrain grain, IGrainFactory grains, ModerationState state, GrainJournal journal, TimeProvider time, ILogger logger)
{
    /// <inheritdoc cref="StoreGrain.HasEnded"/>
    public bool HasEnded => grain.HasEnded;

    /// <inheritdoc cref="StoreGrain.Standing"/>
    public long Standing => grain.Standing;

    public IGrainFactory Grains => grains;

    public ModerationState State => state;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public IReviewGrain ReviewOf(string filmId, long authorId) => grains.GetGrain<IReviewGrain>(authorId, filmId, null);

    /// <summary>Makes whatever is staged durable.</summary>
    public Task CommitAsync() => journal.CommitAsync();

    /// <summary>Forgets a member durably, and leaves no byte about them in the journal's past.</summary>
    public async Task ForgetAsync(long userId)
    {
        state.Forget(userId);
        await journal.CommitAsync();   // a rewritten journal begins with what is durable

        // Even if no case was open: decided ones are in the journal until it is rewritten, which needs something to write.
        state.Forget(userId);
        await journal.CommitRewriteAsync();
    }
}
