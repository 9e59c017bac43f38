using System.Runtime.CompilerServices;
using Orleans.Journaling;
using Reviews.Storage.Journals;

namespace Reviews.Storage.SqlJournals;

/// <summary>The store's journals, for Orleans.Journaling.</summary>
internal sealed class SqlJournalStorageProvider(Store store) : IJournalStorageProvider, IJournalStorageCatalog
{
    /// <summary>Names fetched at a time.</summary>
    private const int PageSize = 1_000;

    public IJournalStorage CreateStorage(JournalId journalId) => new SqlJournalStorage(new JournalName(journalId.Value), store.Journals);

    public async IAsyncEnumerable<JournalCatalogEntry> ListAsync(
        JournalCatalogListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (prefix, min, max) = (options?.Prefix.Value ?? "", options?.MinId.Value ?? "", options?.MaxId.Value);
        var metadata = options?.IncludeMetadata == true ? Reading.JournalFeed.Metadata : null;
        for (var after = ""; ;)
        {
            var page = await store.Reader.ListJournalsAsync(after, PageSize, cancellationToken);
            foreach (var name in page)
            {
                if (!name.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(name, min) < 0) continue;
                if (max is not null && string.CompareOrdinal(name, max) > 0) continue;
                yield return new JournalCatalogEntry(new JournalId(name), metadata);
            }

            if (page.Count < PageSize) yield break;
            after = page[^1];
        }
    }
}
