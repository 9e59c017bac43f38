using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Catalogue;
using Reviews.Grains.Catalogue;

namespace Grains.Tests.Catalogue;

public sealed class FeedLeasesTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Current_NodeDied_IsForgottenWhenItsLeaseEnds()
    {
        var leases = new FeedLeases(_time);
        var (dead, living) = (Guid.NewGuid(), Guid.NewGuid());
        leases.Renew(dead, new Node());
        leases.Renew(living, new Node());

        _time.Advance(CatalogueFeed.LeaseTime / 2);
        leases.Renew(living, new Node());
        var early = leases.Current().Count;
        _time.Advance((CatalogueFeed.LeaseTime / 2) + TimeSpan.FromSeconds(1));

        Assert.Equal(2, early);
        Assert.Single(leases.Current());
        _time.Advance(CatalogueFeed.LeaseTime);
        Assert.False(leases.Any);
    }

    [Fact]
    public void Renew_DeadNodesFillTheTable_MakeRoomWhenTheirLeasesEnd()
    {
        var leases = new FeedLeases(_time);
        for (var node = 0; node < CatalogueFeed.MaxLeases; node++) leases.Renew(Guid.NewGuid(), new Node());
        Assert.Throws<InvalidOperationException>(() => leases.Renew(Guid.NewGuid(), new Node()));

        _time.Advance(CatalogueFeed.LeaseTime + TimeSpan.FromSeconds(1));
        leases.Renew(Guid.NewGuid(), new Node());

        Assert.Single(leases.Current());
    }

    private sealed class Node : IFeedObserver
    {
        public Task FeedAsync(FeedPage page) => Task.CompletedTask;
    }
}
