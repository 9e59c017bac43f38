using System.Collections.Immutable;
using Reviews.Contracts.Moderation;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>Keeps the hashes in one state record. They are few: suspended members who erase themselves.</summary>
[GrainType("suspended-addresses")]
internal sealed class SuspendedAddressGrain(
    [PersistentState("addresses")] IPersistentState<SuspendedAddresses> state, IStoreHistory history)
    : StoreGrain(history), ISuspendedAddressGrain
{
    public async Task<string> SecretAsync(string offered)
    {
        ArgumentException.ThrowIfNullOrEmpty(offered);
        if (state.State.Secret is null) await this.WriteOrStepDownAsync(state, state.State with { Secret = offered });
        return state.State.Secret!;
    }

    public Task KeepAsync(string hash, long userId)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        if (state.State.Items.Any(item => item.Hash == hash && item.UserId == userId)) return Task.CompletedTask;
        var items = state.State.Items.Add(new SuspendedAddress(hash, userId));
        var over = Math.Max(0, items.Length - ISuspendedAddressGrain.MaxAddresses);
        return this.WriteOrStepDownAsync(state, state.State with { Items = items.RemoveRange(0, over) });
    }

    public Task<bool> IsKeptAsync(string hash) => Task.FromResult(state.State.Items.Any(item => item.Hash == hash));

    public Task ForgetAsync(long userId) => state.State.Items.Any(item => item.UserId == userId)
        ? this.WriteOrStepDownAsync(state, state.State with { Items = state.State.Items.RemoveAll(item => item.UserId == userId) })
        : Task.CompletedTask;
}

/// <summary>The addresses as they are stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.SuspendedAddresses")]
internal sealed record SuspendedAddresses
{
    /// <summary>The secret the hashes are keyed with, encrypted; null until the first one is made.</summary>
    [Id(0)] public string? Secret { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(1)] public ImmutableArray<SuspendedAddress> Items { get; init; } = [];
}

/// <summary>One address.</summary>
/// <param name="Hash">The address, hashed.</param>
/// <param name="UserId">The suspended member.</param>
[GenerateSerializer, Immutable, Alias("reviews.SuspendedAddress")]
internal sealed record SuspendedAddress([property: Id(0)] string Hash, [property: Id(1)] long UserId);
