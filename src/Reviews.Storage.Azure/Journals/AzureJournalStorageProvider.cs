using System.Runtime.CompilerServices;
using Orleans.Journaling;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>The Azure store's journals, for Orleans.Journaling.</summary>
internal sealed class AzureJournalStorageProvider(AzureStore store) : IJournalStorageProvider, IJournalStorageCatalog
{
    public IJournalStorage CreateStorage(JournalId journalId) => store.CreateJournal(new JournalName(journalId.Value));

    public async IAsyncEnumerable<JournalCatalogEntry> ListAsync(
        JournalCatalogListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (prefix, min, max) = (options?.Prefix.Value ?? "", options?.MinId.Value ?? "", options?.MaxId.Value);
        var metadata = options?.IncludeMetadata == true ? JournalFeed.Metadata : null;
        var folders = new JournalFolders(store);
        await foreach (var folder in folders.ListAsync(cancellationToken))
        {
            if (!folder.IsWritten) continue;
            var name = (await folders.NameAsync(folder)).Value;
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(name, min) < 0) continue;
            if (max is not null && string.CompareOrdinal(name, max) > 0) continue;
            yield return new JournalCatalogEntry(new JournalId(name), metadata);
        }
    }
}
