using Live.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Catalogue;
using Reviews.Contracts.Catalogue;

namespace Live.Tests.Index;

public sealed class FeedClientTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeCatalogue _catalogue = new(maxPage: 7);
    private readonly FilmIndex _index;
    private readonly FeedClient _client;

    public FeedClientTests()
    {
        _index = new FilmIndex(_catalogue, _clock);
        _client = new FeedClient(_catalogue, _index, new FeedMeter(Meters.Unheard), _clock, NullLogger<FeedClient>.Instance);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync(CancellationToken.None);
        _client.Dispose();
    }

    [Fact]
    public async Task StartAsync_ListsOfManyPages_IsReadyWithAllFilms()
    {
        for (var i = 0; i < 500; i++) _catalogue.Of($"film-{i}").Take(Films.State($"film-{i}", i));
        await _client.StartAsync(Ct);

        Assert.True(_index.IsReady);
        Assert.Equal(500, _index.All.Count);
        Assert.All(_index.All, film => Assert.Equal($"film-{film.Rating.Version}", film.Rating.FilmId));
    }

    [Fact]
    public async Task StartAsync_ShardsDown_StartsNotReadyAndComesUpWithThem()
    {
        _catalogue.Fault = new TimeoutException("no silo");
        var start = _client.StartAsync(Ct);
        await Until.TrueAsync(_clock, TimeSpan.FromSeconds(1), () => start.IsCompleted, "the node starts without its shards");
        await start;
        Assert.False(_index.IsReady);

        _catalogue.Of("f").Take(Films.State("f", 3));
        _catalogue.Fault = null;
        await Until.TrueAsync(_clock, TimeSpan.FromSeconds(1), () => _index.IsReady, "the node is ready");
        Assert.Equal(3, _index.Find("f")!.Rating.Version);
    }

    [Fact]
    public async Task Feed_PushLost_IsCaughtUpAtOnceWhenTheNextPushShowsTheGap()
    {
        var films = Films.InShard(4, 2);
        var shard = _catalogue.Shards[4];
        foreach (var film in films) shard.Take(Films.State(film, 1));
        await _client.StartAsync(Ct);

        shard.Take(Films.State(films[0], 2));    // its push is lost
        var lost = shard.Number;
        shard.Take(Films.State(films[1], 2));
        await _catalogue.Observer!.FeedAsync(shard.Since(lost));

        await Until.TrueAsync(() => _index.Find(films[0])!.Rating.Version == 2, "the lost push is caught up, with the clock standing still");
    }

    [Fact]
    public async Task Feed_PushLostAndNothingAfter_IsCaughtUpByTheNextRenewal()
    {
        var film = Films.InShard(9, 1)[0];
        _catalogue.Shards[9].Take(Films.State(film, 1));
        await _client.StartAsync(Ct);

        _catalogue.Shards[9].Take(Films.State(film, 2));
        await Until.TrueAsync(
            _clock, CatalogueFeed.RenewEvery, () => _index.Find(film)!.Rating.Version == 2, "a renewal brings what was lost");
    }

    [Fact]
    public async Task Feed_ShardRestarted_StartsFromNothingInTheNewEpochAndIgnoresTheOld()
    {
        var films = Films.InShard(2, 3);
        var shard = _catalogue.Shards[2];
        foreach (var film in films) shard.Take(Films.State(film, 5));
        await _client.StartAsync(Ct);

        shard.Restart();
        shard.Take(Films.State(films[0], 6));
        shard.Take(Films.State(films[1], 6));
        await _catalogue.Observer!.FeedAsync(shard.Since(shard.Number - 1));
        await Until.TrueAsync(() => _index.Find(films[0])!.Rating.Version == 6, "the new epoch is read from its beginning");

        var stale = Films.Page(2, epoch: 1, after: 3, number: 4, more: false, Films.Change(films[2], 99));
        await _catalogue.Observer.FeedAsync(stale);
        Assert.Equal(5, _index.Find(films[2])!.Rating.Version);
    }

    [Fact]
    public async Task Feed_ShardThatSaysMoreButBringsNothing_IsNotAskedInARush()
    {
        await _client.StartAsync(Ct);
        var before = _catalogue.Leases;
        var gap = Films.Page(0, epoch: 1, after: 50, number: 51, more: false, Films.Change(Films.InShard(0, 1)[0], 1));
        await _catalogue.Observer!.FeedAsync(gap);
        await Until.TrueAsync(() => _catalogue.Leases > before, "the gap is asked after");

        // The shard knows of no number 50; asking again before the time would be a storm.
        await Until.TrueAsync(_clock, CatalogueFeed.RenewEvery, () => _catalogue.Leases >= before + 33, "renewals go on by the clock");
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task Feed_LostLatePushesAndRestarts_EndsAsTheShardsAreAndNeverGoesBack(int seed)
    {
        var random = new Random(seed);
        var films = Enumerable.Range(0, 40).Select(i => $"film-{i}").ToArray();
        var versions = films.ToDictionary(film => film, _ => 0L);
        var seen = new Dictionary<string, long>();
        _index.RatingChanged += rating =>
        {
            lock (seen)
            {
                seen[rating.FilmId] = Math.Max(seen.GetValueOrDefault(rating.FilmId), rating.Version);
                Assert.True(_index.Find(rating.FilmId)!.Rating.Version >= rating.Version, $"seed {seed}");
            }
        };
        foreach (var film in films) _catalogue.Of(film).Take(Films.State(film, 0));
        await _client.StartAsync(Ct);

        var late = new List<FeedPage>();
        for (var step = 0; step < 400; step++)
        {
            var film = films[random.Next(films.Length)];
            var shard = _catalogue.Of(film);
            var before = shard.Number;
            shard.Take(Films.State(film, ++versions[film], revision: 1 + (int)versions[film] / 3));
            var page = shard.Since(before);
            switch (random.Next(6))
            {
                case 0: break;                                                     // lost
                case 1: late.Add(page); break;                                     // comes later
                case 2: shard.Restart(); break;                                    // lost with its activation
                case 3: _clock.Advance(TimeSpan.FromSeconds(random.Next(3))); goto default;
                case 4 when late.Count > 0:
                    await _catalogue.Observer!.FeedAsync(late[random.Next(late.Count)]);
                    break;
                default: await _catalogue.Observer!.FeedAsync(page); break;
            }
        }

        await Until.TrueAsync(
            _clock,
            CatalogueFeed.RenewEvery,
            () => films.All(film => _index.Find(film) is { } state && state.Rating.Version == versions[film]
                && state.Revision == 1 + versions[film] / 3),
            $"the index is as the shards are (seed {seed})");
        Assert.All(films.Where(film => versions[film] > 0), film => Assert.Equal(versions[film], seen[film]));
    }
}
