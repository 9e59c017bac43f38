using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Journaling;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Records;

namespace Reviews.Storage.Hosting;

/// <summary>What every store registers, whatever it is kept on.</summary>
internal static class StoreServices
{
    /// <summary>
    /// Makes <typeparamref name="TStore"/> the silo's store and its records the grain storage "Default". It opens before the first grain
    /// and closes after the last; <see cref="StoreStatistics"/> is registered as a service.
    /// </summary>
    public static ISiloBuilder AddStore<TStore, TRecords, TOptions, TValidator>(
        this ISiloBuilder builder, Action<TOptions> configure, IEnumerable<JournalSchema> schemas)
        where TStore : class, IStore
        where TRecords : class, IRecordStore
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(schemas);

        var services = builder.Services;
        services.AddOptions<TOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        services.Configure<JournaledStateManagerOptions>(journaling => journaling.JournalFormatKey = StoreFormat.Journals);
        foreach (var schema in schemas) services.AddSingleton(schema);

        services.AddMetrics();
        services.TryAddSingleton<StoreStatistics>();
        services.TryAddSingleton(provider => new StoreIncarnations(
            provider.GetRequiredService<ILogger<StoreIncarnations>>(), provider.GetService<IGrainContextAccessor>()));
        services.TryAddSingleton<IRecordStore, TRecords>();
        services.TryAddSingleton<IStore>(provider => provider.GetRequiredService<TStore>());
        services.TryAddSingleton<StoreLifecycle>();
        services.AddSingleton<IOpenableStore>(provider => provider.GetRequiredService<StoreLifecycle>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<StoreLifecycle>());

        services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (provider, _) => ActivatorUtilities.CreateInstance<RecordGrainStorage>(
                provider, new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>())));
        return builder;
    }
}
