using Orleans.Journaling;
using Orleans.Serialization.Buffers;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// Reads one journal, in pieces, from its current log into a state manager. A replacement interrupted by a crash is completed first.
/// </summary>
internal sealed class JournalReader(JournalBlobs blobs, IJournalStorageConsumer consumer)
{
    /// <summary>How often the journal may be replaced by others while it is being read from the start.</summary>
    private const int MaxAttempts = 16;

    /// <summary>Feeds the whole journal; null if nobody has written it.</summary>
    public async Task<JournalPosition?> ReadAsync()
    {
        LogId? missed = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (found, logs) = await FindHeadAsync();
            if (found is not { } head)
            {
                consumer.Complete(JournalFeed.Metadata);
                return null;
            }

            var isReplaced = await IsReplacedAsync(head.Log, logs);
            var first = await ReadFirstAsync(head.Log);
            if (first.TryGet(out var piece))
            {
                if (await FindCloseAsync(head.Log, piece) is { } next) await blobs.AdvanceHeadAsync(head.ETag, next);
                else if (!isReplaced) return await FeedAsync(head, piece);
                else throw Damaged($"its log {head.Log} is not said to be replaced, and a later one was written");
            }
            else if (first.Refusal is Refusal.Missing)
            {
                // Replaced and swept since the head was read; if the head still names it, it is lost.
                if (missed == head.Log) throw Damaged($"its log {head.Log} is gone");
                missed = head.Log;
            }
        }

        throw new StoreBusyException($"The journal '{blobs.Name.Value}' was replaced by others {MaxAttempts} times while it was read.");
    }

    /// <summary>The head and the existing logs. Logs are written to only once the journal has a head.</summary>
    private async Task<(LogHead? Head, Dictionary<LogId, long> Logs)> FindHeadAsync()
    {
        var (reading, listing) = (blobs.ReadHeadAsync(), blobs.ListLogsAsync());
        await Task.WhenAll(reading, listing);
        var (head, logs) = (await reading, await listing);
        if (head is not null || logs.Values.All(length => length == 0)) return (head, logs);
        return (await blobs.ReadHeadAsync() ?? throw Damaged("its head is gone"), logs);
    }

    /// <summary>
    /// Whether a later log shows that this one was replaced. Checked before the log itself is read, which then says so too, unless it was
    /// rolled back. A later log holding only a snapshot may be one that nobody has named.
    /// </summary>
    private async Task<bool> IsReplacedAsync(LogId log, Dictionary<LogId, long> logs)
    {
        if (logs.Keys.Any(other => other.Epoch > log.Epoch + 1)) return true;
        foreach (var (next, length) in logs.Where(other => other.Key.Epoch == log.Epoch + 1))
            if (await HasSegmentAsync(next, length)) return true;
        return false;
    }

    /// <summary>Whether anything follows the log's snapshot: nobody writes there before the log is named.</summary>
    private async Task<bool> HasSegmentAsync(LogId log, long length)
    {
        for (var offset = 0L; offset < length;)
        {
            var header = await blobs.ReadLogAsync(log, offset, LogFrame.HeaderBytes);
            if (!header.TryGet(out var piece) || piece.Content.ToMemory().Length < LogFrame.HeaderBytes) return false;
            var frame = LogFrame.ReadHeader(piece.Content.ToMemory().Span);
            if (frame.Kind is not FrameKind.Snapshot) return true;
            offset += LogFrame.HeaderBytes + frame.Length;
        }

        return false;
    }

    /// <summary>The log's beginning; zero bytes if it is empty.</summary>
    private async Task<BlobAnswer<LogPiece>> ReadFirstAsync(LogId log)
    {
        var first = await blobs.ReadLogAsync(log, 0, BlobCalls.PieceBytes);
        if (first.Refusal is not Refusal.PastEnd) return first;
        return await blobs.ReadEmptyLogAsync(log) is { } etag ? new(Refusal.None, new LogPiece(BinaryData.Empty, 0, etag)) : first;
    }

    /// <summary>A closed log has been replaced, whatever the head says: the closing frame is decisive.</summary>
    private async Task<LogStart?> FindCloseAsync(LogId log, LogPiece first)
    {
        var end = first.Content;
        if (first.Total > end.ToMemory().Length)
            end = (await PieceAsync(log, first.Total - LogFrame.CloseBytes, first.Total)).Content;
        return LogFrame.FindClose(LogFrame.Place(blobs.Name, log), end.ToMemory().Span);
    }

    private async Task<JournalPosition> FeedAsync(LogHead head, LogPiece first)
    {
        var parser = new LogParser(blobs.Name, head.Log);
        using var buffer = new ArcBufferWriter();
        Replay(parser, first, buffer);
        for (var offset = (long)first.Content.ToMemory().Length; offset < first.Total;)
        {
            var piece = await PieceAsync(head.Log, offset, first.Total);
            Replay(parser, piece, buffer);
            offset += piece.Content.ToMemory().Length;
        }

        parser.End(head.Start.Frames);
        consumer.Read(new JournalBufferReader(buffer.Reader, isCompleted: true), JournalFeed.Metadata);
        if (buffer.Length > 0) throw Damaged($"{buffer.Length} bytes at its end belong to no entry");
        var tail = new LogTail(head.Log, first.Total, parser.Frames, first.ETag);
        return new JournalPosition(head.ETag, tail, parser.SnapshotBytes, parser.Log, parser.Bytes);
    }

    private void Replay(LogParser parser, LogPiece piece, ArcBufferWriter buffer)
    {
        foreach (var payload in parser.Read(piece.Content.ToMemory()))
        {
            buffer.Write(payload.Span);
            consumer.Read(new JournalBufferReader(buffer.Reader, isCompleted: false), JournalFeed.Metadata);
        }
    }

    private async Task<LogPiece> PieceAsync(LogId log, long offset, long end)
    {
        var answer = await blobs.ReadLogAsync(log, offset, Math.Min(BlobCalls.PieceBytes, end - offset));
        return answer.TryGet(out var piece) && !piece.Content.ToMemory().IsEmpty ? piece : throw new StoreBusyException(
            $"The journal '{blobs.Name.Value}' was replaced by another while it was read.");
    }

    private CorruptRecordException Damaged(string detail) => new(blobs.Name.Value, detail);
}
