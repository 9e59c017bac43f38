using Microsoft.Extensions.DependencyInjection;

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
}
