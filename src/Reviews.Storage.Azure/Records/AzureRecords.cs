using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Reviews.Storage.Records;

namespace Reviews.Storage.Azure.Records;

/// <summary>
/// State records, kept by Orleans' own blob provider, one blob each. What it lacks is added around it: collision-free names, a timeout and
/// a limit on calls, finding out what a refusal means, and tombstones for cleared records.
/// </summary>
internal sealed class AzureRecords(
    AzureStore store, [FromKeyedServices(RecordBlobs.Provider)] IGrainStorage blobs) : IRecordStore
{
    public async Task<StoredRecord?> ReadAsync(GrainId grain, string state) =>
        await FindAsync(grain, state) is { } found
            ? new StoredRecord(found.ETag, found.Record.Data is { } data ? new BinaryData(data) : null)
            : null;

    public async Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data)
    {
        var record = new BlobRecord(grain, state, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), data);
        var (name, key) = BlobNames.Record(grain, state);
        var written = new GrainState<BlobRecord>(record, expected);
        var answer = await store.Calls.WriteAsync(record.Name, data?.Length ?? 0, async deadline =>
        {
            await blobs.WriteStateAsync(name, key, written, deadline);
            return Response.FromValue(written, null!);
        });
        return answer.TryGet(out _) ? written.ETag : await FindOwnAsync(record);
    }

    /// <summary>
    /// The provider can't list. For a long name the blob's name has only a hash, so names are read from the blob's content.
    /// </summary>
    public async IAsyncEnumerable<(GrainId Grain, string State)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in store.ListAsync(BlobNames.Records, cancellationToken))
        {
            var record = RecordFrame.Decode(await store.ReadBytesAsync(blob.Name)) ?? throw Damaged(blob.Name);
            if (BlobNames.RecordBlob(record.Grain, record.State) != blob.Name) throw Misplaced(blob.Name);
            if (record.Data is not null) yield return (record.Grain, record.State);
        }
    }

    private async Task<(BlobRecord Record, string ETag)?> FindAsync(GrainId grain, string state)
    {
        var record = BlobRecord.NameOf(grain, state);
        var (name, key) = BlobNames.Record(grain, state);
        var found = new GrainState<BlobRecord>();
        await store.Calls.ReadAsync(record, async deadline =>
        {
            await blobs.ReadStateAsync(name, key, found, deadline);
            return Response.FromValue(found, null!);
        });
        if (found.ETag is null) return null;
        if (!found.RecordExists) throw Damaged(record);
        return found.State!.Name == record ? (found.State, found.ETag) : throw Misplaced(record);
    }

    /// <summary>Checks whether the refused write is there anyway: then a retry was refused, not the original write.</summary>
    private async Task<string?> FindOwnAsync(BlobRecord record) =>
        await FindAsync(record.Grain, record.State) is { } found && found.Record.Write == record.Write ? found.ETag : null;

    private static CorruptRecordException Damaged(string record) => new(record, "its checksum does not match");

    private static CorruptRecordException Misplaced(string record) => new(record, "it is another record's");
}
