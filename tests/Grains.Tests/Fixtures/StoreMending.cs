using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Journaling;
using Orleans.Storage;
using Reviews.Grains;
using Reviews.Grains.Audit;
using Reviews.Storage.Hosting;
using Reviews.Storage.Repair;
using Reviews.Storage.Sqlite;

namespace Grains.Tests.Fixtures;

/// <summary>Damages a store that no silo uses, and repairs it as the tool does.</summary>
internal static class StoreMending
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Damages a journal from its first write on, so that nothing of it can be kept.</summary>
    public static void DamageJournal(this TestStore store, string journal) => Damage(
        store, "UPDATE segment SET checksum = checksum + 1 WHERE journal = (SELECT id FROM journal WHERE name = $1)", journal);

    public static void DamageLastWrite(this TestStore store, string journal) => Damage(
        store,
        "UPDATE segment SET checksum = checksum + 1 WHERE journal = (SELECT id FROM journal WHERE name = $1) "
        + "AND number = (SELECT MAX(number) FROM segment WHERE journal = (SELECT id FROM journal WHERE name = $1))",
        journal);

    public static void DamageRecord(this TestStore store, string grain) =>
        Damage(store, "UPDATE record SET checksum = checksum + 1 WHERE grain = $1", grain);

    /// <summary>Cuts back and clears what is damaged, and gives back what others know.</summary>
    public static async Task<RefillReport> RepairAsync(this TestStore store)
    {
        using var host = HostOf(store);
        host.Services.OpenStore();
        var repair = new StoreRepair(host.Services);
        var cut = await CutAsync(repair).ToListAsync(Ct);
        var refill = new StoreRefill(GrainsOf(host.Services), await repair.RaiseIncarnationAsync());
        await refill.RunAsync(cut, Ct);
        return refill.Report;
    }

    private static async IAsyncEnumerable<string> CutAsync(StoreRepair repair)
    {
        foreach (var journal in await repair.FindJournalsAsync(Ct).ToListAsync(Ct))
        {
            await repair.CutAsync(journal);
            yield return journal.Journal;
        }

        foreach (var record in await repair.FindRecordsAsync(Ct).ToListAsync(Ct))
        {
            await repair.ClearAsync(record);
            yield return record.Grain;
        }
    }

    private static IHost HostOf(TestStore store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddSqliteStore(options => options.DataFolder = store.Folder, []));
        builder.Services.AddReviewsGrains();
        return builder.Build();
    }

    private static StoreGrains GrainsOf(IServiceProvider services) => new(
        services.GetRequiredService<IJournaledStateManagerFactory>(),
        services.GetRequiredService<IServiceScopeFactory>(),
        services.GetRequiredKeyedService<IGrainStorage>("Default"),
        services.ListJournalsAsync,
        services.ListRecordsAsync);

    private static void Damage(TestStore store, string sql, string name)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "reviews.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$1", name);
        Assert.True(command.ExecuteNonQuery() > 0, $"Nothing of '{name}' was there to damage.");
    }
}
