using Microsoft.Extensions.Logging;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Reviews.Storage.Records;

/// <summary>Orleans' persistent state on a store: one record per grain and state name.</summary>
internal sealed partial class RecordGrainStorage(
    IRecordStore records, IGrainStorageSerializer serializer, IActivatorProvider activators, StoreStatistics statistics,
    ILogger<RecordGrainStorage> logger) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        StoredRecord? record;
        try
        {
            record = await ReadAsync(stateName, grainId);
        }
        catch (CorruptRecordException corrupt)
        {
            if (statistics.Unreadable.Note(corrupt)) LogCorrupt(corrupt.Record, corrupt);
            throw;
        }

        if (statistics.Unreadable.Any && statistics.Unreadable.Clear($"{HiddenOwners.Of(grainId)}"))
            LogReadable($"{HiddenOwners.Of(grainId)}#{stateName}");

        grainState.ETag = record?.ETag;
        grainState.RecordExists = record?.Data is not null;
        grainState.State = record?.Data is { } data ? serializer.Deserialize<T>(data) ?? New<T>() : New<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await WriteAsync(stateName, grainId, grainState, serializer.Serialize(grainState.State).ToArray());
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is null) await ThrowIfWrittenAsync<T>(stateName, grainId);
        if (grainState.RecordExists) await WriteAsync(stateName, grainId, grainState, null);
        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    /// <summary>
    /// A record never written is already clear; but a caller that found none may not clear what another has written since.
    /// </summary>
    private async Task ThrowIfWrittenAsync<T>(string stateName, GrainId grainId)
    {
        var current = new GrainState<T>();
        await ReadStateAsync(stateName, grainId, current);
        if (current.RecordExists) throw Stale(stateName, grainId, null);
    }

    private async Task<StoredRecord?> ReadAsync(string stateName, GrainId grainId)
    {
        var owner = HiddenOwners.Of(grainId);
        var found = await records.ReadAsync(owner, stateName);
        if (found is not null || owner == grainId) return found;
        return await records.ReadAsync(grainId, stateName) is { } plain ? plain with { ETag = HiddenOwners.MarkPlain(plain.ETag) } : null;
    }

    private async Task WriteAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? data)
    {
        var (owner, expected) = HiddenOwners.Resolve(grainId, grainState.ETag);
        if (expected is null && owner != grainId && await records.ReadAsync(grainId, stateName) is not null)
            throw Stale(stateName, grainId, null);
        var written = await records.WriteAsync(owner, stateName, expected, data) ?? throw Stale(stateName, grainId, expected);
        grainState.ETag = expected == grainState.ETag ? written : HiddenOwners.MarkPlain(written);
    }

    private static InconsistentStateException Stale(string stateName, GrainId grainId, string? etag) =>
        new($"The record '{grainId}#{stateName}' was written by another: ETag {etag ?? "none"} is no longer current.");

    [LoggerMessage(
        LogLevel.Error, "The record '{Record}' is damaged; its grain does not answer until it is repaired. This is logged once.")]
    private partial void LogCorrupt(string record, Exception exception);

    [LoggerMessage(LogLevel.Information, "The record '{Record}' can be read again.")]
    private partial void LogReadable(string record);

    private T New<T>() => activators.GetActivator<T>().Create();
}
