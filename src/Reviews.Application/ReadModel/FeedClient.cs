using Reviews.Application.Concurrency;
using Reviews.Contracts.Catalogue;
using Reviews.Hosting;

namespace Reviews.Application.ReadModel;

/// <summary>Feeds this node's index: holds a lease on every shard's feed and renews it for as long as the node lives.</summary>
/// <remarks>The shards may forget us at any time: leases die with an activation, and pushes may be lost. Each renewal sends the number
/// last seen and brings what is missing, so the index is correct again within <see cref="CatalogueFeed.RenewEvery"/> of a shard's
/// return.</remarks>
internal sealed partial class FeedClient : BackgroundService, IFeedObserver
{
    /// <summary>How long the node's start waits for the lists: 10 s. After that it starts anyway, but is not ready.</summary>
    public static readonly TimeSpan StartWait = TimeSpan.FromSeconds(10);

    /// <summary>After this, an unanswered renewal is abandoned and sent again: 5 s, half a lease.</summary>
    public static readonly TimeSpan RenewalTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly ICatalogueSource _source;
    private readonly FilmIndex _index;
    private readonly TimeProvider _clock;
    private readonly ILogger<FeedClient> _log;
    private readonly Guid _nodeId = Guid.NewGuid();
    private readonly ShardFeed[] _feeds;
    private readonly AsyncAutoResetEvent[] _bells;
    private IFeedObserver? _reference;

    public FeedClient(ICatalogueSource source, FilmIndex index, FeedMeter meter, TimeProvider clock, ILogger<FeedClient> log)
    {
        (_source, _index, _clock, _log) = (source, index, clock, log);
        _feeds = [.. Enumerable.Range(0, CatalogueShards.Count).Select(shard => new ShardFeed(shard, index, clock))];
        _bells = [.. _feeds.Select(_ => new AsyncAutoResetEvent(clock))];
        meter.Watch(() => _feeds.Max(feed => feed.Age));
    }

    /// <summary>Starts following the shards and waits, up to <see cref="StartWait"/>, until all lists have come.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Orleans holds observers weakly: this service, alive as long as the host, is the strong reference.
        _reference = _source.Attach(this);
        await base.StartAsync(cancellationToken);
        try
        {
            await _index.ReadyAsync(cancellationToken).WaitAsync(StartWait, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogStartedWithoutLists(StartWait);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_reference is not null) _source.Detach(_reference);
    }

    /// <summary>A push from a shard.</summary>
    public Task FeedAsync(FeedPage page)
    {
        if ((uint)page.Shard < CatalogueShards.Count && _feeds[page.Shard].Take(page)) _bells[page.Shard].Ring();
        return Task.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_feeds.Select(feed => FollowAsync(feed, stoppingToken)));

    private async Task FollowAsync(ShardFeed feed, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            var pause = CatalogueFeed.RenewEvery;
            try
            {
                var advanced = await RenewAsync(feed, stopping);
                if (advanced) pause = TimeSpan.Zero;
                if (failures > 0) LogShardBack(feed.Shard, failures);
                failures = 0;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                pause = PauseAfter(++failures);
                if (StoreErrors.DamagedName(error) is not null) feed.NoteDamaged();
                if (failures == 1) LogShardLost(error, feed.Shard);
            }

            if (pause > TimeSpan.Zero) await _bells[feed.Shard].WaitAsync(pause, stopping);
        }
    }

    /// <returns>True when the answer made progress and there is more: renew at once. No progress means no hurry.</returns>
    private async Task<bool> RenewAsync(ShardFeed feed, CancellationToken stopping)
    {
        var before = feed.Position;
        var lease = new FeedLease(_nodeId, _reference!, before.Epoch, before.Number);
        var page = await _source.LeaseAsync(feed.Shard, lease).WaitAsync(RenewalTimeout, _clock, stopping);
        return feed.Take(page) && feed.Position != before;
    }

    /// <summary>50 ms, doubled with each failure in a row, up to the time between two renewals.</summary>
    private static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures - 1, 10), CatalogueFeed.RenewEvery.Ticks));
}
