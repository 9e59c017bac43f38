namespace Reviews.Grains.Journals;

/// <summary>Writes of small state records.</summary>
internal static class StateWrites
{
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
