namespace Reviews.Storage.Writing;

/// <summary>
/// Writes or clears one state record, if its ETag is as expected; if none is expected, the record must never have been written.
/// </summary>
internal sealed class WriteRecord(
    string kind, string grain, string state, long? incarnation, long? expected, ulong checksum, byte[]? data)
    : StoreWrite($"{grain}#{state}", kind, data?.Length ?? 0, incarnation)
{
    public string Grain { get; } = grain;
    public string State { get; } = state;
    public long? Expected { get; } = expected;

    /// <summary>Its new number; a cleared record keeps counting, so that no ETag is used twice.</summary>
    public long Next { get; } = (expected ?? 0) + 1;

    public ulong Checksum { get; } = checksum;

    /// <summary>Null if cleared.</summary>
    public byte[]? Data { get; } = data;
}
