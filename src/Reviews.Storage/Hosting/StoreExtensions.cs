using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Reviews.Storage.Copying;

namespace Reviews.Storage.Hosting;

/// <summary>Opens a host's store.</summary>
public static class StoreExtensions
{
    /// <summary>
    /// Opens the store of a host that is not started yet, so that a refusal is one sentence and not the failure of a start half way. Nothing
    /// happens when the host has no store of its own.
    /// </summary>
    /// <exception cref="StoreOpenException">The store can't be used; the message says why.</exception>
    public static void OpenStore(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Open();

    /// <summary>What tells a host's open store from every other; null where no two processes can share one, or the host has none.</summary>
    public static string? StoreId(this IServiceProvider services) => services.GetService<IOpenableStore>()?.Id;

    /// <summary>Refuses a store that is half a copy of another. It must be open; nothing happens when the host has no store of its own.</summary>
    /// <exception cref="StoreOpenException">A copy into this store was begun and not finished.</exception>
    public static Task RefuseUnfinishedCopyAsync(this IServiceProvider services) =>
        services.GetService<IOpenableStore>() is null ? Task.CompletedTask : new StoreContents(services).RefuseUnfinishedAsync();

    /// <summary>All journals of the store of a host that need not be started. It must be open.</summary>
    public static IAsyncEnumerable<JournalId> ListJournalsAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        new StoreContents(services).Journals(cancellationToken);
}
