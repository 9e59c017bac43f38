using System.Buffers;
using Orleans.Journaling;

namespace Grains.Tests.Fixtures;

/// <summary>The real journal storage behind the faults that a test asks for.</summary>
internal sealed class FaultyJournals(IJournalStorageProvider inner, JournalFaults faults) : IJournalStorageProvider, IJournalStorageCatalog
{
    public IJournalStorage CreateStorage(JournalId journalId) => new Journal(journalId.Value, inner.CreateStorage(journalId), faults);

    public IAsyncEnumerable<JournalCatalogEntry> ListAsync(JournalCatalogListOptions? options, CancellationToken cancellationToken) =>
        ((IJournalStorageCatalog)inner).ListAsync(options, cancellationToken);

    private sealed class Journal(string name, IJournalStorage inner, JournalFaults faults) : IJournalStorage
    {
        public bool IsCompactionRequested
        {
            get
            {
                faults.OnAsked(name);
                return inner.IsCompactionRequested;
            }
        }

        public ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken) =>
            inner.ReadAsync(consumer, cancellationToken);

        public ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) =>
            faults.AroundAsync(name, () => inner.ReplaceAsync(value, cancellationToken));

        public ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) =>
            faults.AroundAsync(name, () => inner.AppendAsync(value, cancellationToken));

        public ValueTask DeleteAsync(CancellationToken cancellationToken) => inner.DeleteAsync(cancellationToken);
    }
}
