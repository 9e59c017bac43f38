using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Reviews.Application.ReadModel;

/// <summary>The back as Orleans grains.</summary>
internal sealed class GrainCatalogueSource(IGrainFactory grains) : ICatalogueSource
{
    public IFeedObserver Attach(IFeedObserver observer) => grains.CreateObjectReference<IFeedObserver>(observer);

    public void Detach(IFeedObserver reference) => grains.DeleteObjectReference<IFeedObserver>(reference);

    public Task<FeedPage> LeaseAsync(int shard, FeedLease lease) => grains.GetGrain<ICatalogueShardGrain>(shard).LeaseAsync(lease);

    public Task<FilmState?> FindAsync(string filmId) =>
        grains.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(filmId)).FindAsync(filmId);

    public Task<RatingMethod> MethodAsync() => grains.GetGrain<IRatingMethodGrain>(IRatingMethodGrain.Key).GetAsync();
}
