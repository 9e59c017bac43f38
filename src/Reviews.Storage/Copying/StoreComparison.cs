using System.Collections.Concurrent;
using Orleans.Journaling;

namespace Reviews.Storage.Copying;

/// <summary>
/// Compares every journal and every record of two stores, byte by byte. An audit covers films and members; this also covers names, keys,
/// tokens, shards and unfinished work.
/// </summary>
internal sealed class StoreComparison(StoreContents source, StoreContents target, ParallelOptions limits)
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly ConcurrentQueue<string> _different = new();

    /// <returns>The name of each difference; empty when the stores are identical.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync()
    {
        await Parallel.ForEachAsync(source.Journals(limits.CancellationToken), limits, CompareAsync);
        await Parallel.ForEachAsync(source.CopiedRecords(limits.CancellationToken), limits, CompareAsync);
        await Parallel.ForEachAsync(target.Journals(limits.CancellationToken), limits, BelongsAsync);
        await Parallel.ForEachAsync(target.CopiedRecords(limits.CancellationToken), limits, BelongsAsync);
        return _different;
    }

    private async ValueTask CompareAsync(JournalId journal, CancellationToken cancellationToken)
    {
        _seen[Name(journal)] = true;
        var wanted = await StoreContents.ReadAsync(source.Journal(journal), cancellationToken);
        var found = await StoreContents.ReadAsync(target.Journal(journal), cancellationToken);
        if (!wanted.AsSpan().SequenceEqual(found)) _different.Enqueue(Name(journal));
    }

    private async ValueTask CompareAsync((GrainId Grain, string State) record, CancellationToken cancellationToken)
    {
        _seen[Name(record)] = true;
        var (wanted, found) = (await BytesOfAsync(source, record), await BytesOfAsync(target, record));
        if (!wanted.Span.SequenceEqual(found.Span)) _different.Enqueue(Name(record));
    }

    /// <summary>Empty journals don't count as a difference: some stores list them, some don't.</summary>
    private async ValueTask BelongsAsync(JournalId journal, CancellationToken cancellationToken)
    {
        if (!_seen.ContainsKey(Name(journal)) && (await StoreContents.ReadAsync(target.Journal(journal), cancellationToken)).Length > 0)
            _different.Enqueue(Name(journal));
    }

    private async ValueTask BelongsAsync((GrainId Grain, string State) record, CancellationToken cancellationToken)
    {
        if (!_seen.ContainsKey(Name(record)) && !(await BytesOfAsync(target, record)).IsEmpty) _different.Enqueue(Name(record));
    }

    private static async Task<ReadOnlyMemory<byte>> BytesOfAsync(StoreContents store, (GrainId Grain, string State) record) =>
        (await store.Records.ReadAsync(record.Grain, record.State))?.Data?.ToMemory() ?? default;

    private static string Name(JournalId journal) => $"journal '{journal.Value}'";

    private static string Name((GrainId Grain, string State) record) => $"record '{record.State}' of '{record.Grain}'";
}
