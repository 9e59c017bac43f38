using System.Collections.Concurrent;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Catalogue;

namespace Grains.Tests.Catalogue;

public sealed class FeedTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task LeaseAsync_Watched_ChangesArriveNumberedAndLeaseAnswersWhatWasMissed()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        var (node, pages, observer) = Node(silo);

        var first = await silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0));
        await silo.RateAsync(7, Id, 8);
        var pushed = await Eventually.GetAsync(
            () => pages.LastOrDefault(), page => page?.Films.Any(film => film.Rating.Count == 1) == true);
        var missed = await silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, first.Epoch, first.Number));
        var nothing = await silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, missed.Epoch, missed.Number));

        Assert.Equal(Id, Assert.Single(first.Films).Details!.FilmId);
        Assert.Equal((first.Epoch, first.Number), (pushed!.Epoch, pushed.After));
        Assert.Null(Assert.Single(pushed.Films).Details);
        Assert.Equal(8, Assert.Single(missed.Films).Rating.HalfStarSum);
        Assert.Empty(nothing.Films);
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task LeaseAsync_ShardDeactivatedWhileWatched_RenewalFindsAHigherEpochWithEverything()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        var (node, pages, observer) = Node(silo);
        var nodeId = Guid.NewGuid();
        var before = await silo.ShardOf(Id).LeaseAsync(new FeedLease(nodeId, observer, 0, 0));

        await silo.DeactivateAllAsync();
        await silo.RateAsync(7, Id, 8);   // nobody is fed: the new activation knows no lease
        var renewed = await Eventually.AnsweredAsync(
            () => silo.ShardOf(Id).LeaseAsync(new FeedLease(nodeId, observer, before.Epoch, before.Number)),
            page => page.Epoch > before.Epoch && page.Films.Any(film => film.Rating.Count == 1));
        await silo.RateAsync(7, Id, 2);
        await Eventually.GetAsync(() => pages.LastOrDefault(), page => page?.Films.Any(film => film.Rating.HalfStarSum == 2) == true);

        Assert.Equal(0, renewed.After);
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task LeaseAsync_NodeHasSeenALaterEpoch_TheOldActivationStepsDown()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var (node, _, observer) = Node(silo);
        var page = await silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0));

        await Assert.ThrowsAnyAsync<Exception>(
            () => silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, page.Epoch + 1, 0)));
        var next = await Eventually.AnsweredAsync(
            () => Eventually.AnsweredAsync(() => silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0))),
            answer => answer.Epoch > page.Epoch);

        Assert.Single(next.Films);
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task LeaseAsync_OneMoreThanTheLimit_IsRefusedAndTheOthersStay()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var (node, _, observer) = Node(silo);
        var shard = silo.Grains.GetGrain<ICatalogueShardGrain>(3);
        for (var lease = 0; lease < CatalogueFeed.MaxLeases; lease++) await shard.LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => shard.LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0)));

        Assert.Contains("64", refusal.Message, StringComparison.Ordinal);
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task Observer_HeldByNobody_IsCollectedAndHearsNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var pages = new ConcurrentQueue<FeedPage>();
        var (weak, reference) = MakeUnheld(silo, pages);
#pragma warning disable RS0030 // The runtime must collect now: that is what the test is about.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
#pragma warning restore RS0030

        await reference.FeedAsync(new FeedPage(0, 1, 0, 1, [], false));
        await silo.JoinAsync(7);   // a whole call later

        Assert.False(weak.TryGetTarget(out _));
        Assert.Empty(pages);
    }

    [Fact]
    public async Task Film_Quiet_LeavesItsRatingAndClearsItsMark()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(
            store, services =>
                services.PostConfigure<Reviews.Grains.Films.FilmOptions>(options => options.QuietTime = TimeSpan.FromMilliseconds(50))))
        {
            await silo.PublishAsync(Id);
            await silo.JoinAsync(7);
            await silo.RateAsync(7, Id, 8);
            var writes = silo.Faults.WritesOf("shard/");
            await Eventually.GetAsync(() => silo.Faults.WritesOf("shard/"), count => count > writes);
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        var known = await next.ShardOf(Id).FindAsync(Id);
        var management = next.Grains.GetGrain<IManagementGrain>(0);
        var films = await management.GetSimpleGrainStatistics(TestContext.Current.CancellationToken);

        Assert.Equal(8, known!.Rating.HalfStarSum);
        // the shard knew it by itself: no film was woken
        Assert.DoesNotContain(films, kind => kind.GrainType.Contains("FilmGrain", StringComparison.Ordinal));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Film_QuietTickWhileItsMarkIsMade_TheMarkStandsForTheWrite()
    {
        var quiet = TimeSpan.FromSeconds(2);   // a tick every half second
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(
            store, services => services.PostConfigure<Reviews.Grains.Films.FilmOptions>(options => options.QuietTime = quiet)))
        {
            await silo.PublishAsync(Id);
            await silo.JoinAsync(7);
            await silo.RateAsync(7, Id, 8);
            var writes = silo.Faults.WritesOf("shard/");
            await Eventually.GetAsync(() => silo.Faults.WritesOf("shard/"), count => count > writes);   // settled, and the timer runs still

            var hold = silo.Faults.HoldNext("shard/");
            var vote = silo.RateAsync(7, Id, 3);
            await hold.Reached;
            await Task.Delay(quiet / 2, TestContext.Current.CancellationToken);   // two ticks, which must not take the new mark away
            hold.Release();
            await vote;
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        await Eventually.AnsweredAsync(() => next.ShardOf(Id).FindAsync(Id), film => film?.Rating.HalfStarSum == 3);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (WeakReference<NodeObserver> Weak, IFeedObserver Reference) MakeUnheld(TestSilo silo, ConcurrentQueue<FeedPage> pages)
    {
        var node = new NodeObserver(pages);
        return (new WeakReference<NodeObserver>(node), silo.Grains.CreateObjectReference<IFeedObserver>(node));
    }

    private static (NodeObserver Node, ConcurrentQueue<FeedPage> Pages, IFeedObserver Reference) Node(TestSilo silo)
    {
        var pages = new ConcurrentQueue<FeedPage>();
        var node = new NodeObserver(pages);
        return (node, pages, silo.Grains.CreateObjectReference<IFeedObserver>(node));
    }

    private sealed class NodeObserver(ConcurrentQueue<FeedPage> pages) : IFeedObserver
    {
        public Task FeedAsync(FeedPage page)
        {
            pages.Enqueue(page);
            return Task.CompletedTask;
        }
    }
}
