using Reviews.Grains.Journals;
using Reviews.Storage.Hosting;

namespace Reviews.Hosting.Stores;

/// <summary>The host's store, for grains that have their journals rewritten.</summary>
internal sealed class StoreSweep(IServiceProvider services) : IJournalSweep
{
    public Task SweepAsync(string journal) => services.SweepJournalAsync(journal);
}
