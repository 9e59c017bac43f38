using Reviews.Storage;

namespace Reviews.Hosting.Clustering;

/// <summary>Where a cluster's silos are listed.</summary>
internal interface IMembership
{
    /// <summary>Adds the silo to the list.</summary>
    ISiloBuilder Join(ISiloBuilder silo);

    /// <summary>Lets the client find the silos.</summary>
    IClientBuilder Join(IClientBuilder client);

    /// <summary>
    /// Creates what is missing, tries the permissions this process will need, and records which store the cluster is on. A different store
    /// is only accepted when no process of the cluster is running or about to run.
    /// </summary>
    /// <param name="storeId">The store this process has opened; null if it has none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="StoreOpenException">It can't be used, or the cluster is on another store; the message says why.</exception>
    Task EnsureAsync(string? storeId, CancellationToken cancellationToken);

    /// <summary>The refusal of a silo on a different store from its cluster's.</summary>
    static StoreOpenException OtherStore(string clusterId) => new(
        $"The cluster '{clusterId}' runs on a different store from the one this silo was given: name that store. "
        + "A cluster that was moved can start on the new one a minute after its last silo has ended.");
}
