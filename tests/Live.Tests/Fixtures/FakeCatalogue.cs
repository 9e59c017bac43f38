using Reviews.Application.ReadModel;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Live.Tests.Fixtures;

/// <summary>Sixteen shards in memory. Time and order are the test's.</summary>
internal sealed class FakeCatalogue(int maxPage = CatalogueFeed.MaxPage) : ICatalogueSource
{
    private int _leases;
    private int _finds;

    public FakeShard[] Shards { get; } = [.. Enumerable.Range(0, CatalogueShards.Count).Select(shard => new FakeShard(shard, maxPage))];

    /// <summary>Set: every call fails with it.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Who was attached last.</summary>
    public IFeedObserver? Observer { get; private set; }

    public int Leases => Volatile.Read(ref _leases);

    public int Finds => Volatile.Read(ref _finds);

    public FakeShard Of(string filmId) => Shards[CatalogueShards.Of(filmId)];

    public IFeedObserver Attach(IFeedObserver observer) => Observer = observer;

    public void Detach(IFeedObserver reference) => Observer = null;

    public Task<FeedPage> LeaseAsync(int shard, FeedLease lease)
    {
        Interlocked.Increment(ref _leases);
        return (Fault ?? Shards[shard].Fault) is { } fault
            ? Task.FromException<FeedPage>(fault)
            : Task.FromResult(Shards[shard].Answer(lease));
    }

    public Task<FilmState?> FindAsync(string filmId)
    {
        Interlocked.Increment(ref _finds);
        return Fault is { } fault ? Task.FromException<FilmState?>(fault) : Task.FromResult(Of(filmId).Find(filmId));
    }

    public Task<RatingMethod> MethodAsync() =>
        Fault is { } fault ? Task.FromException<RatingMethod>(fault) : Task.FromResult(new RatingMethod(25, 3.25, 7));
}
