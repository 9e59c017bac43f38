using Orleans.Storage;

namespace Reviews.Grains.Journals;

/// <summary>
/// A grain that holds what it has read from the store: it stands on the store's incarnation under which it was read, to its end and after
/// it. Calls between such grains say which that is; see <see cref="IncarnationCalls"/>.
/// </summary>
/// <remarks>
/// What goes on after a request asks before each step whether the activation has ended: what it knows may never have been.
/// </remarks>
/// <param name="history">Knows the incarnations.</param>
internal abstract class StoreGrain(IStoreHistory history) : Grain
{
    private bool _ended;

    /// <summary>The store's incarnation that this activation stands on, the same as long as it lives.</summary>
    public long Standing { get; private set; }

    /// <summary>
    /// Whether others may be the grain by now, or will be: the activation has ended, or the store is another one than it has read.
    /// </summary>
    internal bool HasEnded => _ended || history.Current != Standing;

    /// <summary>To be called before the grain tells anyone what it has read.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Standing = history.IncarnationOf(GrainContext);
        return Task.CompletedTask;
    }

    /// <summary>To be called first of all when the activation ends.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Refuses what rests on another incarnation of the store than this activation. When it is this one that has been left behind, it ends.
    /// </summary>
    /// <param name="told">The incarnation that the caller stands on.</param>
    /// <exception cref="InconsistentStateException">They are not the same.</exception>
    internal void RequireIncarnation(long told)
    {
        if (told == Standing) return;
        var refusal = new InconsistentStateException(
            $"{this.GetGrainId()} stands on incarnation {Standing} of the store, and what it was told on {told}.");
        if (told > Standing)
            GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, refusal, refusal.Message));
        throw refusal;
    }
}
