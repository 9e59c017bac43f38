using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Npgsql;

namespace Process.Tests.Fixtures;

/// <summary>All that a store holds, read behind the processes' backs, as Latin-1 text that can be searched.</summary>
internal static class StoreContent
{
    /// <summary>What the schema and the container are called when nobody calls them otherwise.</summary>
    private const string Name = "reviews";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every value of every table.</summary>
    public static async Task<string> OfPostgresAsync(PostgresServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
        var tables = new List<string>();
        await using (var names = source.CreateCommand($"SELECT tablename FROM pg_tables WHERE schemaname = '{Name}'"))
        await using (var rows = await names.ExecuteReaderAsync(Ct))
        {
            while (await rows.ReadAsync(Ct)) tables.Add(rows.GetString(0));
        }

        var content = new StringBuilder();
        foreach (var table in tables)
        {
            await using var all = source.CreateCommand($"""SELECT * FROM {Name}."{table}" """);
            await using var rows = await all.ExecuteReaderAsync(Ct);
            while (await rows.ReadAsync(Ct))
            {
                for (var column = 0; column < rows.FieldCount; column++)
                    content.Append(rows.GetValue(column) is byte[] bytes
                        ? Encoding.Latin1.GetString(bytes)
                        : rows.GetValue(column).ToString()).Append('\n');
            }
        }

        return content.ToString();
    }

    /// <summary>Every blob, with its name.</summary>
    public static async Task<string> OfAzureAsync(AzuriteServer server)
    {
        var container = ContainerOf(server);
        var content = new StringBuilder();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Ct))
        {
            var bytes = await container.GetBlobClient(blob.Name).DownloadContentAsync(Ct);
            content.Append(blob.Name).Append('\n').Append(Encoding.Latin1.GetString(bytes.Value.Content)).Append('\n');
        }

        return content.ToString();
    }

    /// <summary>The one journal's log that holds this word.</summary>
    public static async Task<BlobClient> LogWithAsync(AzuriteServer server, string word)
    {
        var container = ContainerOf(server);
        var found = new List<BlobClient>();
        var journals = new GetBlobsOptions { Prefix = "journals/" };
        await foreach (var blob in container.GetBlobsAsync(journals, Ct))
        {
            var bytes = await container.GetBlobClient(blob.Name).DownloadContentAsync(Ct);
            if (Encoding.Latin1.GetString(bytes.Value.Content).Contains(word, StringComparison.Ordinal))
                found.Add(container.GetBlobClient(blob.Name));
        }

        return Assert.Single(found);
    }

    /// <summary>The container of a store on Azurite, asked in the version that the store itself speaks.</summary>
    public static BlobContainerClient ContainerOf(AzuriteServer server) =>
        new(server.ConnectionString, Name, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04));
}
