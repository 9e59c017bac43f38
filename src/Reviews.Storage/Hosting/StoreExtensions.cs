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
    /// Opens the store of a host that has not been started yet, so that a refusal is one sentence rather than a startup that fails half
    /// way. Does nothing if the host has no store of its own.
    /// </summary>
    /// <exception cref="StoreOpenException">The store can't be used; the message says why.</exception>
    public static void OpenStore(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Open();

    /// <summary>A unique id of a host's open store; null where no two processes can share one, or the host has none.</summary>
    public static string? StoreId(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Id;

    /// <summary>The store incarnation that a host writes under; starts at 0.</summary>
    public static long Incarnation(this IServiceProvider services) => services.GetRequiredService<StoreIncarnations>().Current;

    /// <summary>
    /// The store incarnation under which an activation read its state: starts at 0, and goes up whenever the store is found to have come
    /// back with less than it had acknowledged. The activations that read it earlier are then deactivated.
    /// </summary>
    /// <exception cref="InvalidOperationException">The activation has been deactivated.</exception>
    public static long IncarnationReadBy(this IServiceProvider services, IGrainContext activation) =>
        services.GetRequiredService<StoreIncarnations>().ReadBy(activation);

    /// <summary>
    /// Refuses a store that is an unfinished copy of another, or half repaired. It must be open; does nothing if the host has no store of
    /// its own.
    /// </summary>
    /// <exception cref="StoreOpenException">A copy into this store, or a repair of it, was started but not finished.</exception>
    public static Task RefuseUnfinishedAsync(this IServiceProvider services) =>
        services.GetService<IOpenableStore>() is null ? Task.CompletedTask : new StoreContents(services).RefuseUnfinishedAsync();

    /// <summary>
    /// Removes from a host's open store what was in a journal before its last rewrite, where the store keeps that for a while. It is gone
    /// when this completes, and may still be there if it throws.
    /// </summary>
    public static Task SweepJournalAsync(this IServiceProvider services, string journal) =>
        services.GetService<IStore>() is ISweepingStore sweeping ? sweeping.SweepAsync(new JournalName(journal)) : Task.CompletedTask;

    /// <summary>All journals of a host's store. The host need not be started, but the store must be open.</summary>
    public static IAsyncEnumerable<JournalId> ListJournalsAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        new StoreContents(services).Journals(cancellationToken);

    /// <summary>All records of such a host's store, by grain and state name; the store's own marks are left out.</summary>
    public static IAsyncEnumerable<(GrainId Grain, string State)> ListRecordsAsync(
        this IServiceProvider services, CancellationToken cancellationToken) =>
        new StoreContents(services).CopiedRecords(cancellationToken);
}
