namespace Reviews.Grains.Journals;

/// <summary>Lets a grain rewrite its journal.</summary>
internal static class JournalRewrites
{
    /// <summary>
    /// Writes what is staged, together with all of the grain's state, as the journal's new beginning; what came before is gone from the
    /// store.
    /// </summary>
    /// <remarks>When it throws, what is staged may be durable and what came before may still be there: the caller retries.</remarks>
    /// <param name="journal">The grain's journal. Nothing needs to be staged: a snapshot is written in any case.</param>
    public static async Task CommitRewriteAsync(this GrainJournal journal)
    {
        var (name, starts) = (journal.Name, journal.Starts);
        var written = starts.WithNextWrite(name);
        try
        {
            await journal.CommitAsync();
            if (!written.IsCompleted) throw new InvalidOperationException($"The journal '{name}' was not rewritten.");
            await starts.SweepAsync(name);
        }
        finally
        {
            starts.Drop(name, written);
        }
    }
}
