using Reviews.Storage;

namespace Reviews.Silo;

/// <summary>Where it is written which silos a cluster has.</summary>
internal interface IMembership
{
    /// <summary>Makes the silo one of them.</summary>
    ISiloBuilder Join(ISiloBuilder silo);

    /// <summary>Lets the client find them.</summary>
    IClientBuilder Join(IClientBuilder client);

    /// <summary>Makes what is missing, and tries what this process will need.</summary>
    /// <exception cref="StoreOpenException">It can't be used; the message says why.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);
}
