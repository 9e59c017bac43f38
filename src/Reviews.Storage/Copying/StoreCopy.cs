using System.Buffers;
using Orleans.Journaling;

namespace Reviews.Storage.Copying;

/// <summary>
/// Copies everything in one store to another, byte by byte, while nothing else uses either. The target is marked while the copy is
/// unfinished, so that no silo starts on half a store; run again, it resumes where it stopped.
/// </summary>
public sealed class StoreCopy
{
    /// <summary>Journals and records copied concurrently.</summary>
    private const int Concurrency = 32;

    /// <summary>A longer journal is written in pieces of this size.</summary>
    private const int PieceBytes = 16 << 20;

    private readonly StoreContents _source;
    private readonly StoreContents _target;
    private long _journals;
    private long _records;
    private long _bytes;

    /// <param name="source">The services of a host whose store is open; the store is only read.</param>
    /// <param name="target">The services of a host whose store is open.</param>
    public StoreCopy(IServiceProvider source, IServiceProvider target) =>
        (_source, _target) = (new StoreContents(source), new StoreContents(target));

    /// <summary>What is in the target so far.</summary>
    public CopyReport Report => new(Interlocked.Read(ref _journals), Interlocked.Read(ref _records), Interlocked.Read(ref _bytes));

    /// <summary>Copies what is not there yet. The target stays marked until <see cref="FinishAsync"/>.</summary>
    /// <exception cref="StoreOpenException">The source is itself an unfinished copy, or the target holds something else.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _source.RefuseUnfinishedAsync();
        if (await _target.Copy.ReadAsync() is null)
        {
            if (await _target.HoldsSomethingAsync(cancellationToken))
                throw new StoreOpenException("The target is not empty; a copy needs an empty store.");
            await _target.Copy.SetAsync([1]);
        }

        var limits = Limits(cancellationToken);
        await Parallel.ForEachAsync(_source.Journals(cancellationToken), limits, CopyAsync);
        await Parallel.ForEachAsync(_source.CopiedRecords(cancellationToken), limits, CopyAsync);
    }

    /// <summary>Reads both stores again, byte by byte.</summary>
    /// <returns>The names of whatever differs; empty when the copy is complete.</returns>
    public Task<IReadOnlyCollection<string>> CompareAsync(CancellationToken cancellationToken) =>
        new StoreComparison(_source, _target, Limits(cancellationToken)).RunAsync();

    /// <summary>
    /// Removes the mark, so that silos may start on the target. Call it once the copy is known to be complete. The target becomes a later
    /// incarnation than the source, so that nodes and open pages that knew the source accept the target's data.
    /// </summary>
    public async Task FinishAsync()
    {
        await _target.RaiseIncarnationAsync(_source.Incarnation + 1);
        await _target.Copy.SetAsync(null);
    }

    private static ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };

    private async ValueTask CopyAsync(JournalId journal, CancellationToken cancellationToken)
    {
        var whole = await StoreContents.ReadAsync(_source.Journal(journal), cancellationToken);
        var storage = _target.Journal(journal);
        var there = await StoreContents.ReadAsync(storage, cancellationToken);
        if (!whole.AsSpan().StartsWith(there))
            throw new StoreOpenException(
                $"The target's journal '{journal.Value}' differs from the source's; a copy needs an empty store.");
        for (var done = there.Length; done < whole.Length;)
        {
            var piece = whole.AsMemory(done, Math.Min(PieceBytes, whole.Length - done));
            await storage.AppendAsync(new ReadOnlySequence<byte>(piece), cancellationToken);
            done += piece.Length;
        }

        Interlocked.Increment(ref _journals);
        Interlocked.Add(ref _bytes, whole.Length);
    }

    private async ValueTask CopyAsync((GrainId Grain, string State) name, CancellationToken cancellationToken)
    {
        if ((await _source.Records.ReadAsync(name.Grain, name.State))?.Data is not { } data) return;
        var there = await _target.Records.ReadAsync(name.Grain, name.State);
        if (there?.Data is not { } same || !same.ToMemory().Span.SequenceEqual(data.ToMemory().Span))
        {
            _ = await _target.Records.WriteAsync(name.Grain, name.State, there?.ETag, data.ToArray())
                ?? throw new StoreOpenException("The target is being written by another process.");
        }

        Interlocked.Increment(ref _records);
        Interlocked.Add(ref _bytes, data.ToMemory().Length);
    }
}

/// <summary>What a copy has written so far.</summary>
/// <param name="Journals">Journals in the target.</param>
/// <param name="Records">State records in the target.</param>
/// <param name="Bytes">Total bytes of both.</param>
public sealed record CopyReport(long Journals, long Records, long Bytes);
