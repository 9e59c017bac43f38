using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Reviews.Storage.Azure.Service;

/// <summary>Connects to the storage account.</summary>
internal static class AzureAccount
{
    /// <summary>Makes no calls yet.</summary>
    /// <exception cref="StoreOpenException">The connection string can't be read.</exception>
    public static BlobServiceClient Connect(AzureStoreOptions options, IEnumerable<HttpPipelinePolicy> policies)
    {
        // A fixed version: not every service and emulator knows the newest one.
        var client = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04)
        {
            Retry = { Mode = RetryMode.Exponential, MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1) },
        };
        foreach (var policy in policies) client.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        try
        {
            return options.ServiceUri is { } uri
                ? new BlobServiceClient(uri, new DefaultAzureCredential(), client)
                : new BlobServiceClient(options.ConnectionString, client);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new StoreOpenException(
                "The connection string of the Azure store can't be read; copy it from the storage account's access keys, or name the "
                    + "service's address.",
                unreadable);
        }
    }
}
