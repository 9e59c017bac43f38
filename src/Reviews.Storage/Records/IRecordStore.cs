namespace Reviews.Storage.Records;

/// <summary>One state record as found.</summary>
/// <param name="ETag">What the next write must name.</param>
/// <param name="Data">Null: cleared.</param>
internal sealed record StoredRecord(string ETag, BinaryData? Data);

/// <summary>Where state records are kept.</summary>
internal interface IRecordStore
{
    /// <summary>Null: never written.</summary>
    Task<StoredRecord?> ReadAsync(GrainId grain, string state);

    /// <summary>
    /// Writes a record, or clears it, if its ETag is as expected; none expected means none may ever have been written. A cleared record
    /// stays, so that no ETag is used twice.
    /// </summary>
    /// <returns>The new ETag; null when another has written since.</returns>
    Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data);

    /// <summary>All records that are not cleared, in a fixed order.</summary>
    IAsyncEnumerable<(GrainId Grain, string State)> ListAsync(CancellationToken cancellationToken);
}
