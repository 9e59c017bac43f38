using System.Collections.Concurrent;
using Orleans.Journaling;

namespace Reviews.Storage.Compaction;

/// <summary>Hands each standalone state manager the compaction it was created for; at most one compaction per journal.</summary>
internal sealed class CompactingJournalStorageProvider : IJournalStorageProvider
{
    /// <summary>The name under which it is registered alongside the live journals.</summary>
    public const string Name = "fold";

    private readonly ConcurrentDictionary<string, CompactingJournalStorage> _compactions = new(StringComparer.Ordinal);

    public IJournalStorage CreateStorage(JournalId journalId) => _compactions[journalId.Value];

    /// <summary>Offers a compaction until the returned scope is disposed.</summary>
    public IDisposable Offer(CompactingJournalStorage compaction)
    {
        if (!_compactions.TryAdd(compaction.Name.Value, compaction)) throw new InvalidOperationException(
            $"'{compaction.Name.Value}' is being compacted already.");
        return new Scope(_compactions, compaction);
    }

    private sealed class Scope(ConcurrentDictionary<string, CompactingJournalStorage> compactions, CompactingJournalStorage compaction)
        : IDisposable
    {
        public void Dispose() => compactions.TryRemove(new(compaction.Name.Value, compaction));
    }
}
