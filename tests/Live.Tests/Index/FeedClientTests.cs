using System.Collections.Concurrent;
using Live.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Catalogue;
using Reviews.Storage;

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
        await Clocked.GetAsync(
            _clock, TimeSpan.FromSeconds(1), () => start.Status, _ => start.IsCompleted, "the node starts without its shards");
        await start;
        Assert.False(_index.IsReady);

        _catalogue.Of("f").Take(Films.State("f", 3));
        _catalogue.Fault = null;
        await Clocked.GetAsync(_clock, TimeSpan.FromSeconds(1), () => _index.IsReady, isReady => isReady, "the node is ready");
        Assert.Equal(3, _index.Find("f")!.Rating.Version);
    }

    [Fact]
    public async Task StartAsync_DamagedShard_IsReadyWithTheOthersAndWholeOnceItIsRepaired()
    {
        var (damaged, whole) = (Films.InShard(4, 1)[0], Films.InShard(5, 1)[0]);
        foreach (var film in new[] { damaged, whole }) _catalogue.Of(film).Take(Films.State(film, 1));
        _catalogue.Shards[4].Fault = new CorruptRecordException("shard/4", "segment 250 is missing");
        await _client.StartAsync(Ct);
        Assert.True(_index.IsReady);
        Assert.False(_index.HasAllShards);
        Assert.Equal([whole], _index.All.Select(film => film.Rating.FilmId));

        _catalogue.Shards[4].Fault = null;
        await Clocked.GetAsync(
            _clock, TimeSpan.FromSeconds(1), () => _index.HasAllShards, hasAll => hasAll, "the repaired shard is listed");
        Assert.Equal(2, _index.All.Count);
    }

    [Fact]
    public async Task Feed_StoreCameBackWithLess_ShowsWhatThereIsNowAndForgetsWhatIsLost()
    {
        var (films, other) = (Films.InShard(4, 20), Films.InShard(5, 1)[0]);
        foreach (var film in (string[])[.. films, other]) _catalogue.Of(film).Take(Films.State(film, 5));
        await _client.StartAsync(Ct);
        var gone = new ConcurrentQueue<string>();
        _index.FilmGone += gone.Enqueue;

        _catalogue.Shards[4].ComeBack(films.Skip(2).Select(film => Films.State(film, 3)));
        await Clocked.GetAsync(
            _clock,
            TimeSpan.FromSeconds(1),
            () => gone.Order(StringComparer.Ordinal),
            ids => ids.SequenceEqual(films.Take(2).Order(StringComparer.Ordinal)),
            "the lost are forgotten");

        Assert.Equal(
            films.Skip(2).Append(other).Order(StringComparer.Ordinal),
            _index.All.Select(film => film.Rating.FilmId).Order(StringComparer.Ordinal));
        Assert.All(films.Skip(2), film => Assert.Equal(3, _index.Find(film)!.Rating.Count));
        Assert.Equal(5, _index.Find(other)!.Rating.Count);
    }

    [Fact]
    public async Task Feed_PushLost_IsCaughtUpAtOnceWhenTheNextPushShowsTheGap()
    {
        var films = Films.InShard(4, 2);
        var first = films[0];
        var shard = _catalogue.Shards[4];
        foreach (var film in films) shard.Take(Films.State(film, 1));
        await _client.StartAsync(Ct);

        shard.Take(Films.State(first, 2));    // its push is lost
        var lost = shard.Number;
        shard.Take(Films.State(films[1], 2));
        await _catalogue.Observer!.FeedAsync(shard.Since(lost));

        await Eventually.GetAsync(
            () => _index.Find(first)?.Rating, rating => rating?.Version == 2, "the lost push is caught up, with the clock standing still");
    }

    [Fact]
    public async Task Feed_PushLostAndNothingAfter_IsCaughtUpByTheNextRenewal()
    {
        var film = Films.InShard(9, 1)[0];
        _catalogue.Shards[9].Take(Films.State(film, 1));
        await _client.StartAsync(Ct);

        _catalogue.Shards[9].Take(Films.State(film, 2));
        await Clocked.GetAsync(
            _clock, CatalogueFeed.RenewEvery, () => _index.Find(film)?.Rating, rating =>
                rating?.Version == 2, "a renewal brings what was lost");
    }

    [Fact]
    public async Task Feed_ShardRestarted_StartsFromNothingInTheNewEpochAndIgnoresTheOld()
    {
        var films = Films.InShard(2, 3);
        var first = films[0];
        var shard = _catalogue.Shards[2];
        foreach (var film in films) shard.Take(Films.State(film, 5));
        await _client.StartAsync(Ct);

        shard.Restart();
        shard.Take(Films.State(first, 6));
        shard.Take(Films.State(films[1], 6));
        await _catalogue.Observer!.FeedAsync(shard.Since(shard.Number - 1));
        await Eventually.GetAsync(
            () => _index.Find(first)?.Rating, rating => rating?.Version == 6, "the new epoch is read from its beginning");

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
        await Eventually.GetAsync(() => _catalogue.Leases, leases => leases > before, "the gap is asked after");

        // The shard knows of no number 50; asking again before the time would be a storm.
        await Clocked.GetAsync(
            _clock, CatalogueFeed.RenewEvery, () => _catalogue.Leases, leases => leases >= before + 33, "renewals go on by the clock");
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

        await Clocked.GetAsync(
            _clock,
            CatalogueFeed.RenewEvery,
            () => films.Where(film => _index.Find(film) is not { } state || state.Rating.Version != versions[film]
                || state.Revision != 1 + versions[film] / 3).ToArray(),
            behind => behind.Length == 0,
            $"the index is as the shards are (seed {seed})");
        Assert.All(films.Where(film => versions[film] > 0), film => Assert.Equal(versions[film], seen[film]));
    }
}
