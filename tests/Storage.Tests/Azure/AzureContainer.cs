using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Storage.Azure;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>A separate container for one test, with access behind the store's back.</summary>
internal sealed class AzureContainer(string connectionString)
{
    /// <summary>No test should fail on a slow machine: tests of deadlines set their own, or control the time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name { get; } = $"t-{Guid.NewGuid():N}";

    public string ConnectionString => connectionString;

    public BlobContainerClient Client => new(connectionString, Name, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04));

    public TestStore Open(
        ScriptedRequests? requests = null, Action<AzureStoreOptions>? configure = null, TimeProvider? time = null) =>
        TestStore.Open(
            silo =>
            {
                if (requests is not null) silo.Services.AddSingleton<HttpPipelinePolicy>(requests);
                silo.AddAzureStore(options => Configure(options, configure), [TestStore.Schema]);
            },
            time: time);

    public void Configure(AzureStoreOptions options, Action<AzureStoreOptions>? more = null)
    {
        (options.ConnectionString, options.Container, options.OperationTimeout) = (connectionString, Name, Patience);
        more?.Invoke(options);
    }

    /// <summary>Names of all blobs with this prefix.</summary>
    public async Task<List<string>> BlobsAsync(string prefix)
    {
        var names = new List<string>();
        var listing = new global::Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = prefix };
        await foreach (var blob in Client.GetBlobsAsync(listing, TestContext.Current.CancellationToken)) names.Add(blob.Name);
        return names;
    }

    /// <summary>The log's blob of a journal that has one.</summary>
    public async Task<string> LogOfAsync(string journal) =>
        Assert.Single(await BlobsAsync(FolderOf(journal)), name => !name.EndsWith("/head", StringComparison.Ordinal));

    /// <summary>Replaces a log with one of these bytes.</summary>
    public async Task RewriteLogAsync(string journal, Func<byte[], byte[]> change)
    {
        var client = Client.GetAppendBlobClient(await LogOfAsync(journal));
        var content = await client.DownloadContentAsync(TestContext.Current.CancellationToken);
        await client.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var changed = new MemoryStream(change(content.Value.Content.ToArray()));
        if (changed.Length > 0) await client.AppendBlockAsync(changed, cancellationToken: TestContext.Current.CancellationToken);
    }

    public static string FolderOf(string journal) => BlobNames.JournalFolder(journal);
}
