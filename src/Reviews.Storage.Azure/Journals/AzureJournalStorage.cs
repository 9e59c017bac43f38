using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Journaling;
using Orleans.Storage;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// One activation's view of its journal: which log it writes and where that log ends. A block is accepted only at that end, so a stale
/// activation, or a write that arrives late, is refused by the service itself. Used by one state manager, one call at a time.
/// </summary>
/// <remarks>
/// A journal is replaced, or emptied, by a new log that begins with the snapshot. Appending the closing frame to the old log is the commit
/// point: before it nobody reads the new log, after it nobody can write the old one. The head is updated afterwards; until then the closing
/// frame points readers to the new log.
/// </remarks>
internal sealed partial class AzureJournalStorage(
    JournalBlobs blobs, LogSweeper sweeper, AzureStoreOptions options, StoreStatistics statistics, ILogger<AzureJournalStorage> logger)
    : IJournalStorage
{
    /// <summary>Blocks after which a log is replaced whatever its size; the service allows at most 50,000.</summary>
    private const int MaxFrames = 40_000;

    private readonly KindStatistics _statistics = statistics.Kind(blobs.Name.Kind);
    private ulong _write = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private JournalPosition? _position;
    private bool _isRead;

    public bool IsCompactionRequested => _position is { } position
        && (position.LogCost > Math.Max(position.SnapshotBytes, options.CompactionFloorBytes) || position.Tail.Frames >= MaxFrames);

    private string Name => blobs.Name.Value;

    public async ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _position = await new JournalReader(blobs, consumer).ReadAsync();
            _isRead = true;
            _statistics.CountJournalRead(_position?.Bytes ?? 0);
            if (consumer is not NoConsumer) statistics.Unreadable.Clear(Name);
        }
        catch (Exception exception)
        {
            if (exception is not CorruptRecordException corrupt || statistics.Unreadable.Note(corrupt)) LogReadFailed(Name, exception);
            throw;
        }
    }

    public async ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
    {
        var position = await BeginAsync(cancellationToken);
        var tail = await AppendAsync(position.Tail, FrameKind.Segment, value) ?? throw Stale(position);
        var cost = LogCost.Of((int)value.Length);
        _position = position with { Tail = tail, LogCost = position.LogCost + cost, Bytes = position.Bytes + value.Length };
        _statistics.CountAppend((int)value.Length);
    }

    public async ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
    {
        var replaced = await ReplaceAsync(await BeginAsync(cancellationToken), value);
        _statistics.CountCompaction();
        try
        {
            _position = replaced with { Head = await blobs.AdvanceHeadAsync(replaced.Head, replaced.Tail.Start) };
            sweeper.Request(blobs, replaced.Tail.Log); // Only after the head is updated: it must never name a deleted log.
        }
        catch (Exception exception) when (exception is StoreFailureException or TimeoutException or StoreBusyException)
        {
            // The replacement is already durable; a head that lags costs the next reader one extra step.
            LogHeadLeftBehind(Name, exception);
        }
    }

    public async ValueTask DeleteAsync(CancellationToken cancellationToken)
    {
        if (await GetPositionAsync(cancellationToken) is not { } position) return;
        var emptied = await ReplaceAsync(position, ReadOnlySequence<byte>.Empty);
        _position = emptied with { Head = await blobs.AdvanceHeadAsync(emptied.Head, emptied.Tail.Start) };

        // Not left to the background: erased data must be gone when this completes.
        await blobs.SweepAsync(emptied.Tail.Log);
    }

    private async Task<JournalPosition> ReplaceAsync(JournalPosition position, ReadOnlySequence<byte> snapshot)
    {
        var next = await blobs.CreateLogAsync(position.Tail.Log.Next());
        for (var rest = snapshot; !rest.IsEmpty;)
        {
            var piece = rest.Slice(0, Math.Min(BlobCalls.PieceBytes, rest.Length));
            next = await AppendAsync(next, FrameKind.Snapshot, piece) ?? throw Stale(position);
            _statistics.CountSlice((int)piece.Length);
            rest = rest.Slice(piece.Length);
        }

        var close = LogFrame.EncodeClose(Place(position.Tail), position.Tail.Frames, _write++, next.Start);
        if (await blobs.AppendAsync(position.Tail, close) is null)
        {
            await blobs.DeleteLogAsync(next.Log);
            throw Stale(position);
        }

        return _position = new JournalPosition(position.Head, next, snapshot.Length, 0, snapshot.Length);
    }

    private Task<LogTail?> AppendAsync(LogTail tail, FrameKind kind, ReadOnlySequence<byte> payload) =>
        blobs.AppendAsync(tail, LogFrame.Encode(Place(tail), tail.Frames, kind, _write++, payload));

    private ulong Place(LogTail tail) => LogFrame.Place(blobs.Name, tail.Log);

    /// <summary>The position to write at; the first write creates the journal.</summary>
    private async Task<JournalPosition> BeginAsync(CancellationToken cancellationToken)
    {
        if (await GetPositionAsync(cancellationToken) is { } position) return position;
        var tail = await blobs.CreateLogAsync(LogId.First());
        if (await blobs.CreateHeadAsync(tail.Start) is not { } head)
        {
            await blobs.DeleteLogAsync(tail.Log);
            throw new InconsistentStateException($"The journal '{Name}' was begun by another activation.");
        }

        return _position = new JournalPosition(head.ETag, tail, 0, 0, 0);
    }

    private async ValueTask<JournalPosition?> GetPositionAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // Once begun, a write is not cancelled: its outcome matters more than the wait.
        if (!_isRead) await ReadAsync(NoConsumer.Instance, cancellationToken);
        return _position;
    }

    private InconsistentStateException Stale(JournalPosition position) => new(
        $"The journal '{Name}' was written by another activation: log {position.Tail.Log} no longer ends at {position.Tail.Length}.");
}
