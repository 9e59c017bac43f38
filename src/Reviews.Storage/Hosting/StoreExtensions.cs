using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Reviews.Storage.Copying;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Hosting;

/// <summary>Opens a host's store.</summary>
public static class StoreExtensions
{
    /// <summary>
    /// Opens the store of a host that is not started yet, so that a refusal is one sentence and not the failure of a start half way.
    /// Nothing happens when the host has no store of its own.
    /// </summary>
    /// <exception cref="StoreOpenException">The store can't be used; the message says why.</exception>
    public static void OpenStore(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Open();

    /// <summary>What tells a host's open store from every other; null where no two processes can share one, or the host has none.</summary>
    public static string? StoreId(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Id;

    /// <summary>The store's incarnation that a host writes; from 0.</summary>
    public static long Incarnation(this IServiceProvider services) => services.GetRequiredService<StoreIncarnations>().Current;

    /// <summary>
    /// The store's incarnation under which an activation has read what it holds: from 0, higher whenever the store is found to have come
    /// back with less than it had acknowledged. Then the activations that read it before are ended.
    /// </summary>
    /// <exception cref="InvalidOperationException">The activation has ended.</exception>
    public static long IncarnationReadBy(this IServiceProvider services, IGrainContext activation) =>
        services.GetRequiredService<StoreIncarnations>().ReadBy(activation);

    /// <summary>
    /// Refuses a store that is half a copy of another, or half repaired. It must be open; nothing happens when the host has no store of its
    /// ones.
    /// </summary>
    /// <exception cref="StoreOpenException">A copy into this store, or a repair of it, was begun and not finished.</exception>
    public static Task RefuseUnfinishedAsync(this IServiceProvider services) =>
        services.GetService<IOpenableStore>() is null ? Task.CompletedTask : new StoreContents(services).RefuseUnfinishedAsync();

    /// <summary>
    /// Removes from a host's open store what was in a journal before it was last rewritten, where the store keeps that for a while. It
    /// is gone when this ends, and may be there when it throws.
    /// </summary>
    public static Task SweepJournalAsync(this IServiceProvider services, string journal) =>
        services.GetService<IStore>() is ISweepingStore sweeping ? sweeping.SweepAsync(new JournalName(journal)) : Task.CompletedTask;

    /// <summary>All journals of the store of a host that need not be started. It must be open.</summary>
    public static IAsyncEnumerable<JournalId> ListJournalsAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        new StoreContents(services).Journals(cancellationToken);

    /// <summary>
    /// All records of the store of such a host, by their grains and the names of their states; the store's own marks are left out.
    /// </summary>
    public static IAsyncEnumerable<(GrainId Grain, string State)> ListRecordsAsync(
        this IServiceProvider services, CancellationToken cancellationToken) =>
        new StoreContents(services).CopiedRecords(cancellationToken);
}
