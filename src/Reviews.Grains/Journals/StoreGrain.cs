using Orleans.Storage;

namespace Reviews.Grains.Journals;

/// <summary>
/// A grain that holds what it has read from the store: it is based on the store incarnation it was read from, for as long as it exists.
/// Calls between such grains carry that incarnation; see <see cref="IncarnationCalls"/>.
/// </summary>
/// <remarks>
/// Work that continues after a request checks before each step whether the activation has ended: what it knows may have been lost.
/// </remarks>
/// <param name="history">Knows the incarnations.</param>
internal abstract class StoreGrain(IStoreHistory history) : Grain
{
    private bool _ended;

    /// <summary>The store incarnation this activation is based on; never changes.</summary>
    public long Standing { get; private set; }

    /// <summary>
    /// Whether another activation may have taken over, or will: this one has ended, or the store is no longer the incarnation it has read.
    /// </summary>
    internal bool HasEnded => _ended || history.Current != Standing;

    /// <summary>Must be called before the grain tells anyone what it has read.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Standing = history.IncarnationOf(GrainContext);
        return Task.CompletedTask;
    }

    /// <summary>Must be called first when the activation ends.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Refuses a call based on another store incarnation than this activation. If this activation is the stale one, it ends.
    /// </summary>
    /// <param name="told">The incarnation the caller is based on.</param>
    /// <exception cref="InconsistentStateException">They are not the same.</exception>
    internal void RequireIncarnation(long told)
    {
        if (told == Standing) return;
        var refusal = new InconsistentStateException(
            $"{this.GetGrainId()} is based on incarnation {Standing} of the store, and the call on {told}.");
        if (told > Standing)
            GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, refusal, refusal.Message));
        throw refusal;
    }
}
