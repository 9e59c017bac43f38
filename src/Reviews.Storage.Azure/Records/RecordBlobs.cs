using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Reviews.Storage.Azure.Records;

/// <summary>Orleans' own blob provider for grain state, configured for the store's container.</summary>
internal static class RecordBlobs
{
    /// <summary>The provider's name. Grains use "Default", where the store wraps this provider.</summary>
    public const string Provider = "blobs";

    public static ISiloBuilder AddRecordBlobs(this ISiloBuilder builder)
    {
        // What it logs it also throws to its caller: BlobCalls logs an outage once rather than for each call.
        builder.Services.AddLogging(logging => logging.AddFilter(typeof(AzureBlobGrainStorage).FullName, LogLevel.None));
        return builder.AddAzureBlobGrainStorage(Provider,
            (OptionsBuilder<AzureBlobStorageOptions> blobs) => blobs.Configure<AzureStore>((options, store) =>
        {
            options.BlobServiceClient = store.Account;
            options.ContainerName = store.ContainerName;
            options.BuildContainerFactory = (_, _) => new OpenContainer(store);
            options.GrainStorageSerializer = new RecordFrame();
            options.DeleteStateOnClear = false;
        }));
    }

    /// <summary>The container exists and was checked: the store opens before any provider, and reports why if it can't.</summary>
    private sealed class OpenContainer(AzureStore store) : IBlobContainerFactory
    {
        public BlobContainerClient GetBlobContainerClient(GrainId grainId) => store.Container;

        public Task InitializeAsync(BlobServiceClient client) => Task.CompletedTask;
    }
}
