using Reviews.Storage.Journals;

namespace Reviews.Storage;

/// <summary>A store that keeps a rewritten journal's old bytes until they are swept.</summary>
internal interface ISweepingStore
{
    /// <summary>
    /// Removes what was in the journal before its last rewrite. It is gone when this completes, and may still be there if it throws.
    /// </summary>
    Task SweepAsync(JournalName name);
}
