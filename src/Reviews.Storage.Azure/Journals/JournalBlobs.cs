using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// The blobs of one journal: its logs, and the head that names one of them. Every write is conditional, and each refusal is investigated:
/// it may be the response to a retry of our own write whose first response was lost.
/// </summary>
internal sealed class JournalBlobs(JournalName name, BlobContainerClient container, BlobCalls calls)
{
    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = ETag.All };

    private readonly string _folder = BlobNames.JournalFolder(name.Value);

    public JournalName Name => name;

    /// <summary>Null if nobody has written the journal.</summary>
    public async Task<LogHead?> ReadHeadAsync()
    {
        var client = container.GetBlobClient(_folder + BlobNames.Head);
        var answer = await calls.ReadAsync(name.Value, cancellation => client.DownloadContentAsync(cancellation));
        if (!answer.TryGet(out var head)) return null;
        var owner = head.Content.ToString();
        if (owner != name.Value) throw new CorruptRecordException(name.Value, $"its head is that of '{owner}'");
        var start = HeadMetadata.Decode(name, head.Details.Metadata) ?? throw new CorruptRecordException(
            name.Value, "the checksum of its head does not match");
        return new LogHead(start, head.Details.ETag);
    }

    /// <summary>Creates the head of a journal that has none; null if another writer was first.</summary>
    public async Task<LogHead?> CreateHeadAsync(LogStart start)
    {
        if (await PutHeadAsync(start, IfAbsent) is { } written) return written;
        return await ReadHeadAsync() is { } found && found.Log == start.Log ? found : null;
    }

    /// <summary>Advances the head to a log, or finds that another writer has already advanced it that far or further.</summary>
    public async Task<ETag> AdvanceHeadAsync(ETag seen, LogStart start)
    {
        const int attempts = 4;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (await PutHeadAsync(start, new BlobRequestConditions { IfMatch = seen }) is { } written) return written.ETag;
            var found = await ReadHeadAsync() ?? throw new CorruptRecordException(name.Value, "its head is gone");
            if (found.Log.Epoch >= start.Log.Epoch) return found.ETag;
            seen = found.ETag;
        }

        throw new StoreBusyException($"The head of '{name.Value}' was changed by others {attempts} times while it was brought forward.");
    }

    public async Task<LogTail> CreateLogAsync(LogId log)
    {
        var client = LogClient(log);
        var options = new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } };
        var answer = await calls.WriteAsync(name.Value, 0, cancellation => client.CreateAsync(options, cancellation));
        if (answer.TryGet(out var created)) return new LogTail(log, 0, 0, created.ETag);

        // Nobody else knows the name: this call created it, and its first response was lost.
        var found = await calls.ReadAsync(name.Value, cancellation => client.GetPropertiesAsync(null, cancellation));
        return found.TryGet(out var properties) ? new LogTail(log, 0, 0, properties.ETag) : throw LogGone(log);
    }

    /// <summary>Appends one frame at the log's end; null if that is no longer its end.</summary>
    public async Task<LogTail?> AppendAsync(LogTail tail, byte[] frame)
    {
        var client = LogClient(tail.Log);
        var options = new AppendBlobAppendBlockOptions
        {
            Conditions = new AppendBlobRequestConditions { IfMatch = tail.ETag, IfAppendPositionEqual = tail.Length },
        };
        var answer = await calls.WriteAsync(name.Value, frame.Length, async cancellation =>
        {
            using var content = new MemoryStream(frame, writable: false);
            return await client.AppendBlockAsync(content, options, cancellation);
        });
        if (answer.TryGet(out var added)) return Behind(tail, frame, added.ETag);
        return answer.Refusal is Refusal.Unmet ? await FindOwnAsync(tail, frame) : null;
    }

    /// <summary>
    /// A piece of a log; null with <see cref="Refusal.PastEnd"/> if it ends before that, or <see cref="Refusal.Missing"/>.
    /// </summary>
    public async Task<BlobAnswer<LogPiece>> ReadLogAsync(LogId log, long offset, long length)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
        var answer = await calls.ReadAsync(name.Value, cancellation => LogClient(log).DownloadContentAsync(options, cancellation));
        if (!answer.TryGet(out var piece)) return new(answer.Refusal, null);
        var range = piece.Details.ContentRange ?? "";
        var total = long.TryParse(range.AsSpan(range.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture, out var end)
            ? end : piece.Details.ContentLength;
        return new(Refusal.None, new LogPiece(piece.Content, total, piece.Details.ETag));
    }

    /// <summary>The ETag of a log without blocks; null if it is gone, or has blocks by now.</summary>
    public async Task<ETag?> ReadEmptyLogAsync(LogId log)
    {
        var answer = await calls.ReadAsync(name.Value, cancellation => LogClient(log).GetPropertiesAsync(null, cancellation));
        return answer.TryGet(out var properties) && properties.ContentLength == 0 ? properties.ETag : null;
    }

    /// <summary>All existing logs with their lengths, whether or not anything names them.</summary>
    public async Task<Dictionary<LogId, long>> ListLogsAsync()
    {
        var found = await calls.ReadAsync(name.Value, async cancellation =>
        {
            var logs = new Dictionary<LogId, long>();
            var prefix = new GetBlobsOptions { Prefix = _folder };
            await foreach (var blob in container.GetBlobsAsync(prefix, cancellation))
                if (LogId.TryParse(blob.Name[_folder.Length..], out var log)) logs[log] = blob.Properties.ContentLength ?? 0;
            return Response.FromValue(logs, null!);
        });
        return found.Value!;
    }

    /// <summary>
    /// Deletes every log that the current one replaced, and failed attempts at creating it. Anyone still writing one of those is refused at
    /// the closing frame: the log it belongs on is already closed, or gone.
    /// </summary>
    /// <param name="current">A log that was the current one, and still exists.</param>
    public async Task SweepAsync(LogId current)
    {
        // Later epochs are left alone: another activation may be about to name such a log. Only one log of this epoch was ever named.
        foreach (var log in (await ListLogsAsync()).Keys)
            if (log.Epoch <= current.Epoch && log != current) await DeleteLogAsync(log);
    }

    /// <summary>Deletes a log named by no head and no closing frame.</summary>
    public async Task DeleteLogAsync(LogId log) => await calls.WriteAsync(
        name.Value, 0, cancellation => LogClient(log).DeleteIfExistsAsync(cancellationToken: cancellation));

    private async Task<LogHead?> PutHeadAsync(LogStart start, BlobRequestConditions conditions)
    {
        var client = container.GetBlobClient(_folder + BlobNames.Head);
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            Metadata = HeadMetadata.Encode(name, start),
        };
        var content = new BinaryData(name.Value);
        var answer = await calls.WriteAsync(name.Value, 0, cancellation => client.UploadAsync(content, options, cancellation));
        return answer.TryGet(out var written) ? new LogHead(start, written.ETag) : null;
    }

    /// <summary>Checks whether the refused frame is there anyway: then a retry was refused, not the original write.</summary>
    private async Task<LogTail?> FindOwnAsync(LogTail tail, byte[] frame)
    {
        var answer = await ReadLogAsync(tail.Log, tail.Length, frame.Length);
        if (!answer.TryGet(out var found) || !found.Content.ToMemory().Span.SequenceEqual(frame)) return null;
        return Behind(tail, frame, found.ETag);
    }

    private static LogTail Behind(LogTail tail, byte[] frame, ETag etag) =>
        new(tail.Log, tail.Length + frame.Length, tail.Frames + 1, etag);

    private AppendBlobClient LogClient(LogId log) => container.GetAppendBlobClient(_folder + log);

    private CorruptRecordException LogGone(LogId log) => new(name.Value, $"its log {log} is gone");
}

/// <summary>A piece of a log as it was at one moment.</summary>
/// <param name="Content">The requested bytes.</param>
/// <param name="Total">Bytes in the whole log at that moment.</param>
/// <param name="ETag">The ETag at that moment.</param>
internal sealed record LogPiece(BinaryData Content, long Total, ETag ETag);
