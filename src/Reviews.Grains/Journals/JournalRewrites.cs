namespace Reviews.Grains.Journals;

/// <summary>How a grain has its journal rewritten.</summary>
internal static class JournalRewrites
{
    /// <summary>
    /// Writes what is staged, and all of the grain's state with it, as the journal's new beginning; what was before is gone from the store.
    /// </summary>
    /// <remarks>When it throws, what is staged may be durable and what was before still there: the caller takes the step again.</remarks>
    /// <param name="journal">The grain's journal. Nothing needs to be staged: a snapshot is written in any case.</param>
    public static async Task CommitAnewAsync(this GrainJournal journal)
    {
        var (name, starts) = (journal.Name, journal.Starts);
        var written = starts.WithNextWrite(name);
        try
        {
            await journal.CommitAsync();
            if (!written.IsCompleted) throw new InvalidOperationException($"The journal '{name}' was not written anew.");
            await starts.SweepAsync(name);
        }
        finally
        {
            starts.Drop(name, written);
        }
    }
}
