namespace Reviews.Storage.Records;

/// <summary>One state record as found.</summary>
/// <param name="ETag">What the next write must specify.</param>
/// <param name="Data">Null if cleared.</param>
internal sealed record StoredRecord(string ETag, BinaryData? Data);

/// <summary>Where state records are kept.</summary>
internal interface IRecordStore
{
    /// <summary>Null if never written.</summary>
    Task<StoredRecord?> ReadAsync(GrainId grain, string state);

    /// <summary>
    /// Writes a record, or clears it, if its ETag is as expected; if no ETag is expected, the record must never have been written. A
    /// cleared record stays, so that no ETag is used twice.
    /// </summary>
    /// <returns>The new ETag; null if another writer has written since.</returns>
    Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data);

    /// <summary>All records that are not cleared, in a fixed order.</summary>
    IAsyncEnumerable<(GrainId Grain, string State)> ListAsync(CancellationToken cancellationToken);
}
