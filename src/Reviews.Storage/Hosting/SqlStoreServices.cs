using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Compaction;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Records;
using Reviews.Storage.SqlJournals;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Hosting;

/// <summary>Creates the database underlying a store.</summary>
/// <exception cref="StoreOpenException">It can't be used.</exception>
internal delegate IStoreDatabase ConnectStore<in TOptions>(
    TOptions options, StoreStatistics statistics, StoreIncarnations incarnations, IStoreFaults faults, ILoggerFactory loggers);

/// <summary>What every store on an SQL database registers.</summary>
internal static class SqlStoreServices
{
    /// <summary>
    /// Makes the database the silo's journal storage and grain storage, both as "Default" and behind one writer. It opens before the first
    /// grain and closes after the last; <see cref="StoreStatistics"/> is registered as a service.
    /// </summary>
    public static ISiloBuilder AddSqlStore<TOptions, TValidator>(
        this ISiloBuilder builder, Action<TOptions> configure, IEnumerable<JournalSchema> schemas, ConnectStore<TOptions> connect)
        where TOptions : StoreOptions
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<IStoreFaults, NoFaults>();
        services.TryAddSingleton<CompactingJournalStorageProvider>();
        services.TryAddSingleton(provider => CreateStore(provider, connect));
        services.TryAddSingleton<SqlJournalStorageProvider>();
        return builder
            .AddStore<Store, SqlRecords, TOptions, TValidator>(configure, schemas)
            .AddJournalStorage(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
                provider => provider.GetRequiredService<SqlJournalStorageProvider>())
            .AddJournalStorage(CompactingJournalStorageProvider.Name, provider =>
                provider.GetRequiredService<CompactingJournalStorageProvider>());
    }

    private static Store CreateStore<TOptions>(IServiceProvider provider, ConnectStore<TOptions> connect)
        where TOptions : StoreOptions
    {
        var options = provider.GetRequiredService<IOptions<TOptions>>().Value;
        var statistics = provider.GetRequiredService<StoreStatistics>();
        var loggers = provider.GetRequiredService<ILoggerFactory>();
        return new Store(
            options,
            faults => connect(options, statistics, provider.GetRequiredService<StoreIncarnations>(), faults, loggers),
            ActivatorUtilities.CreateInstance<SchemaCompactor>(provider),
            provider.GetRequiredService<StoreIncarnations>(),
            statistics,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IStoreFaults>(),
            loggers);
    }
}
