using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>How a grain has its journal written anew.</summary>
internal static class FreshWrites
{
    /// <summary>Writes what is staged, and all of the grain's state with it, as the journal's new beginning; what was before is gone from the store.</summary>
    /// <param name="journal">The grain's journal. Something must be staged: without it nothing is written.</param>
    /// <param name="starts">Where the store hears of it.</param>
    /// <param name="grain">The grain, which names its journal.</param>
    public static async Task CommitAnewAsync(this IDurableStateManager journal, FreshStarts starts, GrainId grain)
    {
        var name = grain.ToString();
        var written = starts.WithNextWrite(name);
        try
        {
            await journal.CommitAsync();
            if (!written.IsCompleted) throw new InvalidOperationException($"The journal '{name}' was not written anew.");
        }
        finally
        {
            starts.Drop(name, written);
        }
    }
}
