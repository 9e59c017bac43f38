using Orleans.Journaling;
using Orleans.Serialization.Buffers;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>Reads one journal, in pieces, from its present log to a state manager. A replacement that a crash cut short is completed first.</summary>
internal sealed class JournalReader(JournalBlobs blobs, IJournalStorageConsumer consumer)
{
    /// <summary>Times that the journal may be replaced by others while it is read from its beginning.</summary>
    private const int MaxAttempts = 16;

    /// <summary>Feeds the whole journal; null when nobody has written it.</summary>
    public async Task<JournalPosition?> ReadAsync()
    {
        LogId? missed = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await blobs.ReadHeadAsync() is not { } head)
            {
                consumer.Complete(JournalFeed.Metadata);
                return null;
            }

            var first = await blobs.ReadLogAsync(head.Log, 0, BlobCalls.PieceBytes);
            if (first.Refusal is Refusal.Missing)
            {
                // Replaced and swept since the head was read; if the head still names it, it is gone for good.
                if (missed == head.Log) throw new CorruptRecordException(blobs.Name.Value, $"its log {head.Log} is gone");
                missed = head.Log;
            }
            else if (first.Refusal is Refusal.PastEnd)
            {
                if (await blobs.ReadEmptyLogAsync(head.Log) is { } etag)
                    return await FeedAsync(head, new LogPiece(BinaryData.Empty, 0, etag));
            }
            else if (await FindCloseAsync(head.Log, first.Value!) is { } next)
            {
                await blobs.AdvanceHeadAsync(head.ETag, next);
            }
            else
            {
                return await FeedAsync(head, first.Value!);
            }
        }

        throw new StoreBusyException($"The journal '{blobs.Name.Value}' was replaced by others {MaxAttempts} times while it was read.");
    }

    /// <summary>A closed log has been replaced, whatever the head says: the closing frame is what makes it so.</summary>
    private async Task<LogId?> FindCloseAsync(LogId log, LogPiece first)
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

        parser.End();
        consumer.Read(new JournalBufferReader(buffer.Reader, isCompleted: true), JournalFeed.Metadata);
        if (buffer.Length > 0)
            throw new CorruptRecordException(blobs.Name.Value, $"{buffer.Length} bytes at its end belong to no entry");
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
}
