using System.Diagnostics;

namespace Reviews.Grains.Journals;

/// <summary>How grains write their state.</summary>
internal static class StateWrites
{
    private static readonly ActivitySource Traces = new("Reviews.Grains");

    /// <summary>Makes whatever is staged durable. A journal that failed before throws its original exception, not that it is
    /// fenced.</summary>
    /// <remarks>
    /// Many callers share one journal write, and only the first caller's trace would show it, so each gets a span for its wait.
    /// </remarks>
    public static Task CommitAsync(this GrainJournal journal) =>
        Traces.HasListeners() && Activity.Current is not null ? TraceAsync(journal) : journal.WriteAsync();

    private static async Task TraceAsync(GrainJournal journal)
    {
        using var wait = Traces.StartActivity("journal commit");
        try
        {
            await journal.WriteAsync();
        }
        catch (Exception exception)
        {
            wait?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }

    /// <summary>
    /// Writes the record as <paramref name="next"/>. After a failure we don't know what the store holds, so the activation ends.
    /// </summary>
    public static Task WriteOrStepDownAsync<T>(this Grain grain, IPersistentState<T> state, T next)
    {
        state.State = next;
        return OrStepDownAsync(grain, state.WriteStateAsync);
    }

    /// <summary>Clears the record and removes its contents from the store; a failure ends the activation.</summary>
    public static Task ClearOrStepDownAsync<T>(this Grain grain, IPersistentState<T> state) =>
        OrStepDownAsync(grain, state.ClearStateAsync);

    private static async Task OrStepDownAsync(Grain grain, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            grain.GrainContext.Deactivate(
                new DeactivationReason(DeactivationReasonCode.ApplicationError, "A state record could not be written."));
            throw;
        }
    }
}
