using Reviews.Storage.Records;

namespace Reviews.Storage.Copying;

/// <summary>
/// A record saying that a tool has started work on the store and not finished it; until it has, no silo starts on the store.
/// </summary>
/// <param name="records">The store's records.</param>
/// <param name="tool">Whose mark it is.</param>
/// <param name="refusal">One sentence for anyone who may not use the store in the meantime.</param>
internal sealed class UnfinishedMark(IRecordStore records, string tool, string refusal)
{
    private const string State = "unfinished";

    /// <summary>Attempts before the store counts as unresponsive: 3, each with the store's own timeout.</summary>
    private const int Readings = 3;

    private readonly GrainId _owner = GrainId.Create(tool, "target");

    public bool IsOf(GrainId grain) => grain == _owner;

    /// <returns>The tool's note; null when nothing is unfinished.</returns>
    public async Task<byte[]?> ReadAsync() => (await records.ReadAsync(_owner, State))?.Data?.ToArray();

    /// <param name="note">The tool's note; null when it is done.</param>
    /// <exception cref="StoreOpenException">Another process is writing the mark.</exception>
    public async Task SetAsync(byte[]? note)
    {
        var there = await records.ReadAsync(_owner, State);
        _ = await records.WriteAsync(_owner, State, there?.ETag, note)
            ?? throw new StoreOpenException("The store is being written by another process.");
    }

    /// <exception cref="StoreOpenException">Something is unfinished, or the store does not answer.</exception>
    public async Task RefuseAsync()
    {
        if (await PatientlyReadAsync() is not null) throw new StoreOpenException(refusal);
    }

    /// <summary>Retries, as processes tend to start when the machine is busiest.</summary>
    private async Task<byte[]?> PatientlyReadAsync()
    {
        for (var reading = 1; ; reading++)
        {
            try
            {
                return await ReadAsync();
            }
            catch (TimeoutException late) when (reading == Readings)
            {
                throw new StoreOpenException($"The store does not answer. {late.Message}", late);
            }
            catch (TimeoutException)
            {
                // Try again.
            }
        }
    }
}
