using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Reviews.Storage.Azure.Records;

/// <summary>Orleans' own provider of grain state in blobs, set up for the store's container.</summary>
internal static class RecordBlobs
{
    /// <summary>The provider's name. The grains' own is "Default": there the store stands before it.</summary>
    public const string Provider = "blobs";

    public static ISiloBuilder AddRecordBlobs(this ISiloBuilder builder)
    {
        // What it logs it throws as well, to whoever answers for it: BlobCalls says that the service is away once, and not for each call.
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

    /// <summary>The container is there and was checked: the store opens before any provider, and has said why if it could not.</summary>
    private sealed class OpenContainer(AzureStore store) : IBlobContainerFactory
    {
        public BlobContainerClient GetBlobContainerClient(GrainId grainId) => store.Container;

        public Task InitializeAsync(BlobServiceClient client) => Task.CompletedTask;
    }
}
