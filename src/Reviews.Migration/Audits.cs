using Orleans.Journaling;
using Reviews.Grains.Audit;
using Reviews.Storage.Hosting;

namespace Reviews.Migration;

/// <summary>Counts everything in an open store.</summary>
internal static class Audits
{
    public static async Task<StoreAudit> OfAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var audit = new StoreAudit(
            services.GetRequiredService<IJournaledStateManagerFactory>(), services.GetRequiredService<IServiceScopeFactory>());
        await Parallel.ForEachAsync(
            services.ListJournalsAsync(cancellationToken), cancellationToken, async (journal, stopping) =>
                await audit.AddAsync(journal, stopping));
        return audit;
    }
}
