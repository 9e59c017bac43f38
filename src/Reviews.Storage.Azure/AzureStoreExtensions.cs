using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Azure.Journals;
using Reviews.Storage.Azure.Records;
using Reviews.Storage.Hosting;
using Reviews.Storage.Incarnations;

namespace Reviews.Storage.Azure;

/// <summary>Puts a silo on a store in Azure Storage.</summary>
public static class AzureStoreExtensions
{
    /// <summary>
    /// Makes a container of Azure Storage the silo's journal storage and grain storage, both as "Default". It opens before the first grain
    /// and closes after the last; <see cref="StoreStatistics"/> is registered as a service. While Azure is unreachable, reads and writes
    /// fail; once it is back they succeed again without intervention. Any number of silos of one cluster can share a container.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the connection string or the service's address, unless the local emulator is used.</param>
    /// <param name="schemas">What the journals of each grain type are made of. The grains compact these journals themselves.</param>
    public static ISiloBuilder AddAzureStore(
        this ISiloBuilder builder, Action<AzureStoreOptions> configure, IEnumerable<JournalSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(provider => new AzureStore(
            provider.GetRequiredService<IOptions<AzureStoreOptions>>().Value,
            provider.GetRequiredService<StoreIncarnations>(),
            provider.GetRequiredService<StoreStatistics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<HttpPipelinePolicy>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return builder
            .AddRecordBlobs()
            .AddStore<AzureStore, AzureRecords, AzureStoreOptions, AzureStoreOptionsValidator>(configure, schemas)
            .AddJournalStorage(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
                provider => new AzureJournalStorageProvider(provider.GetRequiredService<AzureStore>()));
    }
}
