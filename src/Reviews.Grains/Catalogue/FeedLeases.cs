using Reviews.Contracts.Catalogue;

namespace Reviews.Grains.Catalogue;

/// <summary>The nodes that receive the feed. Not durable: nodes renew every two seconds, also with a new activation.</summary>
/// <remarks>Uses elapsed time, not the clock: an adjusted clock must not end a lease or keep a dead node's.</remarks>
internal sealed class FeedLeases(TimeProvider time)
{
    private readonly Dictionary<Guid, (IFeedObserver Observer, long RenewedAt)> _leases = [];

    /// <summary>Whether any lease is still valid.</summary>
    public bool Any => Current().Count > 0;

    /// <summary>Takes or renews a lease.</summary>
    /// <exception cref="InvalidOperationException"><see cref="CatalogueFeed.MaxLeases"/> other nodes hold one.</exception>
    public void Renew(Guid nodeId, IFeedObserver observer)
    {
        if (!_leases.ContainsKey(nodeId) && Current().Count >= CatalogueFeed.MaxLeases)
            throw new InvalidOperationException($"This shard feeds {CatalogueFeed.MaxLeases} nodes already.");
        _leases[nodeId] = (observer, time.GetTimestamp());
    }

    /// <summary>The observers with a valid lease; the others are removed.</summary>
    public IReadOnlyCollection<IFeedObserver> Current()
    {
        foreach (var (nodeId, lease) in _leases)
        {
            if (time.GetElapsedTime(lease.RenewedAt) > CatalogueFeed.LeaseTime) _leases.Remove(nodeId);
        }

        return [.. _leases.Values.Select(lease => lease.Observer)];
    }
}
