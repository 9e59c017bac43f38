using System.Runtime.ExceptionServices;
using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>The journal of one activation: everything its grain journals goes through here.</summary>
/// <remarks>The first failed write is the last one, and we end the activation, whatever the manager does afterwards. We don't know what the
/// store holds then, and what the grain keeps besides its states (an epoch, a mark) may refer to something that never happened.</remarks>
/// <param name="manager">Writes the grain's states.</param>
/// <param name="activation">The activation to end.</param>
/// <param name="starts">Tells the store that the journal should be rewritten.</param>
internal sealed class GrainJournal(IDurableStateManager manager, IGrainContext activation, JournalRewriteRequests starts)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>The journal's name in the store: its grain's id.</summary>
    public string Name => activation.GrainId.ToString();

    /// <summary>The journals to be rewritten with their next write.</summary>
    public JournalRewriteRequests Starts => starts;

    /// <summary>Makes whatever is staged durable. After a failed write it keeps throwing that write's exception.</summary>
    public async Task WriteAsync()
    {
        _failure?.Throw();
        try
        {
            await manager.WriteStateAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            EndAfter(exception);
        }

        // Even if this write succeeded: a manager that continues after a failure may have dropped what was staged and written nothing.
        _failure?.Throw();
    }

    private void EndAfter(Exception exception)
    {
        // A manager that fenced itself wraps the reason; the caller gets the reason.
        var cause = exception is InvalidOperationException { InnerException: { } fenced } ? fenced : exception;
        _failure ??= ExceptionDispatchInfo.Capture(cause);
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, cause, "A journal could not be written."));
    }
}
