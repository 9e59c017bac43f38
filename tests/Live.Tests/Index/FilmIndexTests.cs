using Live.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Live.Tests.Index;

public sealed class FilmIndexTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeCatalogue _catalogue = new();
    private readonly FilmIndex _index;

    public FilmIndexTests() => _index = new FilmIndex(_catalogue, _clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Take_OlderRatingWithNewerDetails_KeepsTheNewerOfEach()
    {
        _index.Take(Films.Change("f", version: 5, revision: 1));
        _index.Take(Films.Change("f", version: 3, revision: 2));

        var film = _index.Find("f")!;
        Assert.Equal((5, 2, "f, revision 2"), (film.Rating.Version, film.Revision, film.Details!.Title));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Take_AnyOrder_EndsOnTheNewestAndAnnouncesOnlyNewer(int seed)
    {
        var random = new Random(seed);
        var last = new Dictionary<string, long>();
        _index.RatingChanged += rating =>
        {
            Assert.True(rating.Version > last.GetValueOrDefault(rating.FilmId, -1), $"seed {seed}: {rating.FilmId} went back");
            last[rating.FilmId] = rating.Version;
        };

        var changes = Enumerable.Range(0, 200)
            .Select(_ => Films.Change($"f{random.Next(3)}", random.Next(40), random.Next(1, 5))).ToArray();
        foreach (var change in changes)
        {
            _index.Take(change);
            if (random.Next(4) == 0) _index.Offer(Films.Rating($"f{random.Next(5)}", 0));
        }

        foreach (var film in changes.GroupBy(change => change.Rating.FilmId))
        {
            var state = _index.Find(film.Key)!;
            Assert.Equal(film.Max(change => change.Rating.Version), state.Rating.Version);
            Assert.Equal(film.Max(change => change.Revision), state.Revision);
            Assert.Equal(Films.Details(film.Key, state.Revision), state.Details! with { Cast = [], Directors = [], ExternalScores = [] });
            Assert.Equal(state.Rating.Version, last[film.Key]);
        }

        Assert.Equal(_index.All.Count, changes.Select(change => change.Rating.FilmId).Distinct().Count());
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Fact]
    public void Take_RatingOfNewerDetailsThatAreMissing_SaysSo()
    {
        Assert.False(_index.Take(Films.Change("f", 1, withDetails: false)));
        Assert.Null(_index.Find("f"));

        _index.Take(Films.Change("f", 1, revision: 1));
        Assert.True(_index.Take(Films.Change("f", 2, revision: 1, withDetails: false)));
        Assert.False(_index.Take(Films.Change("f", 3, revision: 2, withDetails: false)));
        Assert.Equal(3, _index.Find("f")!.Rating.Version);
    }

    [Fact]
    public void Offer_RatingWithoutATrend_KeepsTheKnownTrendUntilTheFeedBringsItsOwn()
    {
        var announced = new List<long>();
        _index.RatingChanged += rating => announced.Add(rating.Version);
        _index.Take(Films.Change("f", Films.Charted("f", 1)));
        _index.Offer(Films.Rating("f", 2));
        Assert.Equal((2, 1), (_index.Find("f")!.Rating.Version, Assert.Single(_index.Find("f")!.Rating.Trend).Count));

        _index.Take(Films.Change("f", Films.Charted("f", 1)));   // late: of the version before
        Assert.Equal(1, Assert.Single(_index.Find("f")!.Rating.Trend).Count);

        _index.Take(Films.Change("f", Films.Charted("f", 2)));
        Assert.Equal(2, Assert.Single(_index.Find("f")!.Rating.Trend).Count);
        Assert.Equal([1, 2], announced);   // the trend alone is no news to those who watch the average
    }

    [Fact]
    public void Take_TrendThatIsKnown_ChangesNothing()
    {
        _index.Take(Films.Change("f", Films.Charted("f", 1)));
        var before = _index.All;
        _index.Take(Films.Change("f", Films.Charted("f", 1)));
        _index.Take(Films.Change("f", Films.Rating("f", 1)));
        Assert.Same(before, _index.All);
    }

    [Fact]
    public void Take_LastVoteWithdrawn_HasNoTrendLeft()
    {
        _index.Take(Films.Change("f", Films.Charted("f", 1)));
        _index.Offer(FilmRating.None("f") with { Version = 2 });
        Assert.Empty(_index.Find("f")!.Rating.Trend);
    }

    [Fact]
    public void All_NothingChanged_IsTheSameObject()
    {
        _index.Take(Films.Change("f", 1));
        var before = _index.All;
        _index.Offer(Films.Rating("f", 1));
        Assert.Same(before, _index.All);

        _index.Offer(Films.Rating("f", 2));
        Assert.Equal(2, Assert.Single(_index.All).Rating.Version);
        Assert.Equal(1, Assert.Single(before).Rating.Version);
    }

    [Fact]
    public async Task FindAsync_FilmOnlyTheShardKnows_AsksOnceAndKeepsIt()
    {
        _catalogue.Of("f").Take(Films.State("f", 4));
        Assert.Null(_index.Find("f"));
        Assert.Equal(4, (await _index.FindAsync("f", Ct))!.Rating.Version);
        Assert.Equal(4, (await _index.FindAsync("f", Ct))!.Rating.Version);
        Assert.Equal(1, _catalogue.Finds);
        Assert.Null(await _index.FindAsync("nobody-knows", Ct));
    }

    [Fact]
    public async Task WaitForAsync_VersionComes_IsTrue()
    {
        _index.Take(Films.Change("f", 1));
        var waits = _index.WaitForAsync("f", 3, TimeSpan.FromSeconds(1), Ct);
        _index.Offer(Films.Rating("f", 2));
        _index.Offer(Films.Rating("other", 9));
        Assert.False(waits.IsCompleted);

        _index.Offer(Films.Rating("f", 4));
        Assert.True(await waits);
        Assert.True(await _index.WaitForAsync("f", 4, TimeSpan.Zero, Ct));
    }

    [Fact]
    public async Task WaitForAsync_VersionDoesNotCome_IsFalseAfterTheLimit()
    {
        _index.Take(Films.Change("f", 1));
        var waits = _index.WaitForAsync("f", 2, TimeSpan.FromSeconds(1), Ct);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(waits.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await waits);
    }

    [Fact]
    public async Task WaitForAsync_TooManyWait_IsFalseAtOnceUntilOneLeaves()
    {
        using var gone = new CancellationTokenSource();
        var waits = Enumerable.Range(0, VersionWaiters.MaxWaiters)
            .Select(_ => _index.WaitForAsync("f", 2, TimeSpan.FromHours(1), gone.Token)).ToArray();
        Assert.False(await _index.WaitForAsync("f", 2, TimeSpan.FromHours(1), Ct));

        await gone.CancelAsync();
        foreach (var wait in waits) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        _index.Take(Films.Change("f", 1));
        var last = _index.WaitForAsync("f", 2, TimeSpan.FromHours(1), Ct);
        _index.Offer(Films.Rating("f", 2));
        Assert.True(await last);
    }

    [Fact]
    public async Task Offer_ManyThreads_EndsOnTheNewest()
    {
        _index.Take(Films.Change("f", 1));
        await Parallel.ForEachAsync(
            Enumerable.Range(2, 5_000),
            Ct,
            (version, _) =>
            {
                _index.Offer(Films.Rating("f", version));
                return ValueTask.CompletedTask;
            });
        Assert.Equal(5_001, _index.Find("f")!.Rating.Version);
        Assert.Equal(5_001, Assert.Single(_index.All).Rating.Version);
    }
}
