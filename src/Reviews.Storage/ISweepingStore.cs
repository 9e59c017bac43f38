using Reviews.Storage.Journals;

namespace Reviews.Storage;

/// <summary>A store that keeps the bytes of a journal that was rewritten until they are swept.</summary>
internal interface ISweepingStore
{
    /// <summary>
    /// Removes what was in the journal before it was last rewritten. It is gone when this ends, and may be there when it throws.
    /// </summary>
    Task SweepAsync(JournalName name);
}
