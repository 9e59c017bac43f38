using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Reviews.Storage.Records;

namespace Reviews.Storage.Azure.Records;

/// <summary>State records, one blob each. Their ETag is the service's; a cleared one stays as a blob that says so.</summary>
internal sealed class AzureRecords(AzureStore store, StoreStatistics statistics) : IRecordStore
{
    /// <summary>No record is sent in more pieces than one: pieces would be conditional only as the last step.</summary>
    private static readonly StorageTransferOptions OnePiece = new() { InitialTransferSize = int.MaxValue, MaximumConcurrency = 1 };

    public async Task<StoredRecord?> ReadAsync(GrainId grain, string state)
    {
        var record = NameOf(grain, state);
        if (await DownloadAsync(grain, state) is not { } found) return null;
        return new StoredRecord(found.Details.ETag.ToString(), RecordFrame.Decode(record, found.Content.ToMemory()));
    }

    public async Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data)
    {
        var bytes = RecordFrame.Encode(NameOf(grain, state), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), data);
        var client = ClientOf(grain, state);
        var options = new BlobUploadOptions
        {
            Conditions = expected is null
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = new ETag(expected) },
            TransferOptions = OnePiece,
        };
        var answer = await store.Calls.WriteAsync(
            NameOf(grain, state), bytes.Length, cancellation => client.UploadAsync(new BinaryData(bytes), options, cancellation));
        var etag = answer.TryGet(out var written) ? written.ETag.ToString() : await FindOwnAsync(grain, state, bytes);
        if (etag is not null) statistics.Kind(grain.Type.ToString()!).CountRecord(data?.Length ?? 0);
        return etag;
    }

    public async IAsyncEnumerable<(GrainId Grain, string State)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in store.ListAsync(BlobNames.Records, cancellationToken))
        {
            var (grain, state) = await NameOfAsync(blob.Name);
            var id = GrainId.Parse(grain, CultureInfo.InvariantCulture);
            if (await ReadAsync(id, state) is { Data: not null }) yield return (id, state);
        }
    }

    /// <summary>Of a long name only the hash is in the blob's; then the blob itself has it.</summary>
    private async Task<(string Grain, string State)> NameOfAsync(string blob)
    {
        var parts = blob[BlobNames.Records.Length..].Split('/');
        var state = BlobNames.Unescape(parts[1]) ?? throw new NotSupportedException($"The state's name in '{blob}' is too long to be listed.");
        if (BlobNames.Unescape(parts[0]) is { } grain) return (grain, state);
        var whole = RecordFrame.Name(blob, await store.ReadBytesAsync(blob));
        return (whole[..^(state.Length + 1)], state);
    }

    /// <summary>Looks whether the write that was refused stands there all the same: then a repetition was refused, not the write.</summary>
    private async Task<string?> FindOwnAsync(GrainId grain, string state, byte[] bytes) =>
        await DownloadAsync(grain, state) is { } found && found.Content.ToMemory().Span.SequenceEqual(bytes)
            ? found.Details.ETag.ToString()
            : null;

    private async Task<BlobDownloadResult?> DownloadAsync(GrainId grain, string state)
    {
        var answer = await store.Calls.ReadAsync(NameOf(grain, state), cancellation => ClientOf(grain, state).DownloadContentAsync(cancellation));
        return answer.TryGet(out var found) ? found : null;
    }

    private BlobClient ClientOf(GrainId grain, string state) => store.Container.GetBlobClient(BlobNames.Record(grain.ToString(), state));

    private static string NameOf(GrainId grain, string state) => $"{grain}#{state}";
}
