using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Reviews.Application.ReadModel;

/// <summary>What a node's index asks of the back: the catalogue's shards and the rating method.</summary>
internal interface ICatalogueSource
{
    /// <summary>
    /// Makes an observer of this process reachable. The shards hold it weakly: the caller keeps <paramref name="observer"/> alive.
    /// </summary>
    IFeedObserver Attach(IFeedObserver observer);

    /// <summary>Undoes <see cref="Attach"/>.</summary>
    void Detach(IFeedObserver reference);

    /// <summary>Takes or renews the lease on one shard's feed.</summary>
    /// <param name="shard">0 to 15.</param>
    /// <param name="lease">What this node has seen.</param>
    Task<FeedPage> LeaseAsync(int shard, FeedLease lease);

    /// <summary>Asks the film's shard; null when the film was never published.</summary>
    Task<FilmState?> FindAsync(string filmId);

    /// <summary>The current rating method.</summary>
    Task<RatingMethod> MethodAsync();
}
