using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Records;

/// <summary>
/// Orleans' persistent state on the store: one record a grain and state name, written through the same writer as the journals. Its ETag is
/// a number that only grows; a cleared record keeps it, so that no ETag is used twice.
/// </summary>
internal sealed partial class SqlGrainStorage(
    Store store, IGrainStorageSerializer serializer, IActivatorProvider activators, ILogger<SqlGrainStorage> logger) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var abandon = new CancellationTokenSource();
        RecordRow? row;
        try
        {
            row = await store.Reader.ReadRecordAsync(grainId.ToString(), stateName, abandon.Token)
                .WaitAsync(store.Options.OperationTimeout, store.Time);
        }
        catch (CorruptRecordException corrupt)
        {
            LogCorrupt(corrupt.Record, corrupt);
            throw;
        }
        catch (TimeoutException late)
        {
            await abandon.CancelAsync();
            throw new TimeoutException($"The store did not read '{grainId}' within {store.Options.OperationTimeout}.", late);
        }

        grainState.ETag = row?.ETag.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = row?.Data is not null;
        grainState.State = row?.Data is { } data ? serializer.Deserialize<T>(new BinaryData(data)) ?? New<T>() : New<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.Serialize(grainState.State).ToArray();
        await WriteAsync(stateName, grainId, grainState, data);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is null) await ThrowIfWrittenAsync<T>(stateName, grainId);
        if (grainState.RecordExists) await WriteAsync(stateName, grainId, grainState, null);
        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    /// <summary>What was never written is clear already; but who found nothing may not clear what another has written since.</summary>
    private async Task ThrowIfWrittenAsync<T>(string stateName, GrainId grainId)
    {
        var current = new GrainState<T>();
        await ReadStateAsync(stateName, grainId, current);
        if (current.RecordExists) throw Stale($"{grainId}#{stateName}", null);
    }

    private async Task WriteAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? data)
    {
        var grain = grainId.ToString();
        long? expected = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : null;
        var checksum = Checksums.Of(data, Checksums.Record(grain, stateName, (expected ?? 0) + 1));
        var write = new WriteRecord(grainId.Type.ToString()!, grain, stateName, expected, checksum, data);
        var result = await store.Writer.WriteAsync(write);
        if (!result.Applied) throw Stale(write.Subject, grainState.ETag);
        grainState.ETag = write.Next.ToString(CultureInfo.InvariantCulture);
    }

    private static InconsistentStateException Stale(string record, string? etag) =>
        new($"The record '{record}' was written by another: ETag {etag ?? "none"} is no longer current.");

    [LoggerMessage(LogLevel.Error, "The record '{Record}' is damaged; its grain does not answer.")]
    private partial void LogCorrupt(string record, Exception exception);

    private T New<T>() => activators.GetActivator<T>().Create();
}
