using System.Collections.Concurrent;
using Orleans.Journaling;

namespace Reviews.Storage.Compaction;

/// <summary>Hands each standalone state manager the fold that it was made for; at most one fold a journal.</summary>
internal sealed class CompactingJournalStorageProvider : IJournalStorageProvider
{
    /// <summary>The name under which it is registered beside the living journals.</summary>
    public const string Name = "fold";

    private readonly ConcurrentDictionary<string, CompactingJournalStorage> _folds = new(StringComparer.Ordinal);

    public IJournalStorage CreateStorage(JournalId journalId) => _folds[journalId.Value];

    /// <summary>Offers a fold until the returned scope is disposed.</summary>
    public IDisposable Offer(CompactingJournalStorage fold)
    {
        if (!_folds.TryAdd(fold.Name.Value, fold)) throw new InvalidOperationException($"'{fold.Name.Value}' is being folded already.");
        return new Scope(_folds, fold);
    }

    private sealed class Scope(ConcurrentDictionary<string, CompactingJournalStorage> folds, CompactingJournalStorage fold) : IDisposable
    {
        public void Dispose() => folds.TryRemove(new(fold.Name.Value, fold));
    }
}
