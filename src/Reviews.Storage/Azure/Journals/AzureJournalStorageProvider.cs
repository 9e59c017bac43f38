using System.Runtime.CompilerServices;
using Orleans.Journaling;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>The journals of the Azure store, for Orleans.Journaling.</summary>
internal sealed class AzureJournalStorageProvider(AzureStore store) : IJournalStorageProvider, IJournalStorageCatalog
{
    public IJournalStorage CreateStorage(JournalId journalId) => store.CreateJournal(new JournalName(journalId.Value));

    public async IAsyncEnumerable<JournalCatalogEntry> ListAsync(
        JournalCatalogListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (prefix, min, max) = (options?.Prefix.Value ?? "", options?.MinId.Value ?? "", options?.MaxId.Value);
        var metadata = options?.IncludeMetadata == true ? JournalFeed.Metadata : null;
        await foreach (var name in ListNamesAsync(cancellationToken))
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(name, min) < 0) continue;
            if (max is not null && string.CompareOrdinal(name, max) > 0) continue;
            yield return new JournalCatalogEntry(new JournalId(name), metadata);
        }
    }

    /// <summary>Names of journals that hold something, in the order of their blobs. The blobs of one journal come one after the other.</summary>
    private async IAsyncEnumerable<string> ListNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (folder, logs, head) = ("", new Dictionary<string, long>(StringComparer.Ordinal), (string?)null);
        await foreach (var blob in store.ListAsync(BlobNames.Journals, cancellationToken))
        {
            var slash = blob.Name.LastIndexOf('/');
            if (blob.Name[..slash] != folder)
            {
                if (IsWritten(logs, head)) yield return await NameAsync(folder);
                (folder, head) = (blob.Name[..slash], null);
                logs.Clear();
            }

            if (blob.Name[(slash + 1)..] == BlobNames.Head) head = blob.Metadata.TryGetValue(JournalBlobs.LogKey, out var log) ? log : null;
            else logs[blob.Name[(slash + 1)..]] = blob.Properties.ContentLength ?? 0;
        }

        if (IsWritten(logs, head)) yield return await NameAsync(folder);
    }

    private static bool IsWritten(Dictionary<string, long> logs, string? head) => head is not null && logs.GetValueOrDefault(head) > 0;

    private async Task<string> NameAsync(string folder) =>
        BlobNames.Unescape(folder[BlobNames.Journals.Length..]) ?? await store.ReadTextAsync($"{folder}/{BlobNames.Head}");
}
