using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Journaling;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using Reviews.Storage.Folding;
using Reviews.Storage.Journals;
using Reviews.Storage.Records;
using Reviews.Storage.Sqlite;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Hosting;

/// <summary>Puts a silo on the store.</summary>
public static class SqliteStoreExtensions
{
    /// <summary>
    /// Makes a SQLite file the silo's journal storage and grain storage, both as "Default" and behind one writer. It opens before the
    /// first grain and closes after the last; <see cref="StoreStatistics"/> is a service.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the data folder.</param>
    /// <param name="blueprints">What the journals of each grain type are made of; a type without is never folded.</param>
    public static ISiloBuilder AddSqliteStore(
        this ISiloBuilder builder, Action<StoreOptions> configure, IEnumerable<JournalBlueprint> blueprints)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(blueprints);

        var services = builder.Services;
        services.AddOptions<StoreOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>());
        services.Configure<JournaledStateManagerOptions>(journaling => journaling.JournalFormatKey = StoreFormat.Journals);
        foreach (var blueprint in blueprints) services.AddSingleton(blueprint);

        services.AddMetrics();
        services.TryAddSingleton<StoreStatistics>();
        services.TryAddSingleton<IStoreFaults, NoFaults>();
        services.TryAddSingleton<FoldStorageProvider>();
        services.TryAddSingleton(CreateStore);
        services.TryAddSingleton<StoreLifecycle>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<StoreLifecycle>());

        services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (provider, _) => ActivatorUtilities.CreateInstance<SqlGrainStorage>(
                provider, new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>())));
        return builder
            .AddJournalStorage(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
                provider => new SqlJournalStorageProvider(provider.GetRequiredService<Store>()))
            .AddJournalStorage(FoldStorageProvider.Name, provider => provider.GetRequiredService<FoldStorageProvider>());
    }

    /// <summary>
    /// Opens the store of a host that is not started yet, so that a refusal is one sentence and not the failure of a start half way. Nothing
    /// happens when the host has no store of its own.
    /// </summary>
    /// <exception cref="StoreOpenException">The folder can't be used; the message says why.</exception>
    public static void OpenStore(this IServiceProvider services) => services.GetService<StoreLifecycle>()?.Open();

    private static Store CreateStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StoreOptions>>().Value;
        var statistics = provider.GetRequiredService<StoreStatistics>();
        var loggers = provider.GetRequiredService<ILoggerFactory>();
        return new Store(
            options,
            faults => SqliteDatabase.Open(options, statistics, faults, loggers),
            ActivatorUtilities.CreateInstance<BlueprintFolder>(provider),
            statistics,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IStoreFaults>(),
            loggers);
    }
}
