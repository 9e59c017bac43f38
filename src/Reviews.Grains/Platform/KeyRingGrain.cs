using System.Collections.Immutable;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>Keeps the Data Protection keys in one state record.</summary>
[GrainType("keyring")]
internal sealed class KeyRingGrain([PersistentState("keys")] IPersistentState<KeyRingRecord> state) : Grain, IKeyRingGrain
{
    public Task<ImmutableArray<string>> ReadAsync() => Task.FromResult(state.State.Elements);

    public Task AddAsync(string element)
    {
        ArgumentException.ThrowIfNullOrEmpty(element);
        if (state.State.Elements.Contains(element, StringComparer.Ordinal)) return Task.CompletedTask;   // a retry
        if (state.State.Elements.Length >= IKeyRingGrain.MaxElements)
            throw new InvalidOperationException($"The key ring holds {IKeyRingGrain.MaxElements} elements, the most it may.");
        return this.WriteOrStepDownAsync(state, new KeyRingRecord { Elements = state.State.Elements.Add(element) });
    }

    public Task RemoveAsync(string element)
    {
        var left = state.State.Elements.Remove(element, StringComparer.Ordinal);
        return left.Length == state.State.Elements.Length
            ? Task.CompletedTask
            : this.WriteOrStepDownAsync(state, new KeyRingRecord { Elements = left });
    }
}

/// <summary>The keys as they are stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.KeyRingRecord")]
internal sealed record KeyRingRecord
{
    [Id(0)] public ImmutableArray<string> Elements { get; init; } = [];
}
