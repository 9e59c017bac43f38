using Orleans.Journaling;
using Reviews.Grains.Recounting;
using Reviews.Storage.Hosting;

namespace Reviews.Migration;

/// <summary>Counts everything that an open store holds.</summary>
internal static class Recounts
{
    public static async Task<StoreRecount> OfAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var recount = new StoreRecount(
            services.GetRequiredService<IJournaledStateManagerFactory>(), services.GetRequiredService<IServiceScopeFactory>());
        await Parallel.ForEachAsync(
            services.ListJournalsAsync(cancellationToken), cancellationToken, async (journal, stopping) =>
                await recount.AddAsync(journal, stopping));
        return recount;
    }
}
