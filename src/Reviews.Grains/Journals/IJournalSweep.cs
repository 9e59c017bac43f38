namespace Reviews.Grains.Journals;

/// <summary>
/// Removes what a store keeps of a journal's past. Registered by the host, which knows the store; without one, no past is kept.
/// </summary>
public interface IJournalSweep
{
    /// <summary>
    /// Removes what was in the journal before it was last rewritten. It is gone when this returns, and may still be there when it throws.
    /// </summary>
    /// <param name="journal">The journal's name.</param>
    Task SweepAsync(string journal);
}
