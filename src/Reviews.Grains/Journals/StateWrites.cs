using System.Runtime.ExceptionServices;
using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>How grains write.</summary>
internal static class StateWrites
{
    /// <summary>Makes durable what is staged. A journal that failed before throws what failed it then, not that it is fenced.</summary>
    public static async Task CommitAsync(this IDurableStateManager journal)
    {
        try
        {
            await journal.WriteStateAsync(CancellationToken.None);
        }
        catch (InvalidOperationException fenced) when (fenced.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    /// <summary>Writes the record as <paramref name="next"/>. After a failure nobody knows what the store holds, so the activation ends.</summary>
    public static async Task WriteOrStepDownAsync<T>(this Grain grain, IPersistentState<T> state, T next)
    {
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, "A state record could not be written."));
            throw;
        }
    }
}
