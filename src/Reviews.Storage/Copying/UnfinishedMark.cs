using Reviews.Storage.Records;

namespace Reviews.Storage.Copying;

/// <summary>
/// A record that says that a tool has begun something with the store and not finished it; no silo starts on it meanwhile.
/// </summary>
/// <param name="records">The store's records.</param>
/// <param name="tool">Whose mark it is.</param>
/// <param name="refusal">One sentence for whoever may not use the store meanwhile.</param>
internal sealed class UnfinishedMark(IRecordStore records, string tool, string refusal)
{
    private const string State = "unfinished";

    /// <summary>
    /// Readings that are waited for before the store counts as one that does not answer: 3, each as long as the store's own limit.
    /// </summary>
    private const int Readings = 3;

    private readonly GrainId _owner = GrainId.Create(tool, "target");

    public bool IsOf(GrainId grain) => grain == _owner;

    /// <returns>What the tool has noted; null when nothing is unfinished.</returns>
    public async Task<byte[]?> ReadAsync() => (await records.ReadAsync(_owner, State))?.Data?.ToArray();

    /// <param name="note">What the tool notes; null when it is done.</param>
    /// <exception cref="StoreOpenException">Another process writes the mark.</exception>
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

    /// <summary>Processes start when a machine has the most to do.</summary>
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
                // It is asked again.
            }
        }
    }
}
