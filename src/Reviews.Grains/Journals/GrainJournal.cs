using System.Runtime.ExceptionServices;
using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>The journal of one activation: all that its grain writes there passes here.</summary>
/// <remarks>The first write that fails is the last one, and we end the activation, whatever the manager does after it. Nobody here knows
/// what the store holds then, and what the grain keeps besides its states (an epoch, a mark) may be about something that never happened.
/// </remarks>
/// <param name="manager">Writes the states of the grain.</param>
/// <param name="activation">What ends.</param>
/// <param name="starts">Where the store hears that the journal is to be rewritten.</param>
internal sealed class GrainJournal(IDurableStateManager manager, IGrainContext activation, JournalRewriteRequests starts)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>The name under which the store knows the journal: its grain's id.</summary>
    public string Name => activation.GrainId.ToString();

    /// <summary>The journals that are to be rewritten with their next write.</summary>
    public JournalRewriteRequests Starts => starts;

    /// <summary>Makes durable what is staged. After a write that failed it throws what failed that one.</summary>
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

        // Also where this write came through: a manager that goes on after a failure may have dropped what was staged, and written nothing.
        _failure?.Throw();
    }

    private void EndAfter(Exception exception)
    {
        // A manager that fenced itself says so, and why; the caller is told why.
        var cause = exception is InvalidOperationException { InnerException: { } fenced } ? fenced : exception;
        _failure ??= ExceptionDispatchInfo.Capture(cause);
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, cause, "A journal could not be written."));
    }
}
