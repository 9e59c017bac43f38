using Reviews.Contracts.Catalogue;

namespace Reviews.Grains.Catalogue;

/// <summary>The nodes that are fed. Not durable: a node renews every two seconds, also with a new activation.</summary>
internal sealed class FeedLeases(TimeProvider time)
{
    private readonly Dictionary<Guid, (IFeedObserver Observer, DateTimeOffset Until)> _leases = [];

    /// <summary>Whether any lease is good still.</summary>
    public bool Any => Current().Count > 0;

    /// <summary>Takes or renews a lease.</summary>
    /// <exception cref="InvalidOperationException"><see cref="CatalogueFeed.MaxLeases"/> other nodes hold one.</exception>
    public void Renew(Guid nodeId, IFeedObserver observer)
    {
        if (!_leases.ContainsKey(nodeId) && Current().Count >= CatalogueFeed.MaxLeases)
            throw new InvalidOperationException($"This shard feeds {CatalogueFeed.MaxLeases} nodes already.");
        _leases[nodeId] = (observer, time.GetUtcNow() + CatalogueFeed.LeaseTime);
    }

    /// <summary>The observers whose lease is good; the others are forgotten.</summary>
    public IReadOnlyCollection<IFeedObserver> Current()
    {
        var now = time.GetUtcNow();
        foreach (var (nodeId, lease) in _leases)
        {
            if (lease.Until < now) _leases.Remove(nodeId);
        }

        return [.. _leases.Values.Select(lease => lease.Observer)];
    }
}
