using Reviews.Storage;

namespace Reviews.Hosting.Clustering;

/// <summary>Where the silos of a cluster are listed.</summary>
internal interface IMembership
{
    /// <summary>Adds the silo to them.</summary>
    ISiloBuilder Join(ISiloBuilder silo);

    /// <summary>Lets the client find them.</summary>
    IClientBuilder Join(IClientBuilder client);

    /// <summary>
    /// Creates what is missing, tries what this process will need, and records which store the cluster is on. Another store is only
    /// accepted when no process of the cluster is running or about to.
    /// </summary>
    /// <param name="storeId">The store that this process has opened; null: it has none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreOpenException">It can't be used, or the cluster is on another store; the message says why.</exception>
    Task EnsureAsync(string? storeId, CancellationToken cancellationToken);

    /// <summary>The refusal of a silo on another store than its cluster's.</summary>
    static StoreOpenException OtherStore(string clusterId) => new(
        $"The cluster '{clusterId}' runs on a different store from the one this silo was given: name that store. "
        + "A cluster that was moved can start on the new one a minute after its last silo has ended.");
}
