using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films.Trending;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Films;

/// <summary>Which films moved of late.</summary>
public sealed class TrendingFilmsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CatalogueFixture _fixture;
    private readonly TrendingFilms _trending;

    public TrendingFilmsTests()
    {
        _fixture = new CatalogueFixture([], _time);
        _trending = new TrendingFilms(_fixture.Index, _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _trending.StartAsync(Ct);

    [Fact]
    public void Hear_BeforeAllListsCame_CountsNothing()
    {
        Move("alien-1979", 3);
        Assert.Empty(_trending.Top(10));
    }

    [Fact]
    public void Top_FilmsThatMoved_NamesTheMostRestlessFirst()
    {
        ListAll();
        Move("alien-1979", 2);
        Move("zodiac-2007", 3);
        Move("brazil-1985", 2);
        Assert.Equal(["zodiac-2007", "alien-1979", "brazil-1985"], _trending.Top(10));
        Assert.Equal(["zodiac-2007"], _trending.Top(1));
    }

    [Fact]
    public void Top_AsTimePasses_ForgetsWhatIsOlderThanTheWindow()
    {
        ListAll();
        Move("alien-1979", 5);
        _time.Advance(TimeSpan.FromMinutes(40));
        Move("alien-1979", 1);
        Move("zodiac-2007", 2);
        Assert.Equal(["alien-1979", "zodiac-2007"], _trending.Top(10));
        _time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(["zodiac-2007", "alien-1979"], _trending.Top(10));
        _time.Advance(TrendingFilms.Window);
        Assert.Empty(_trending.Top(10));
    }

    [Fact]
    public void Top_AfterDaysOfSilence_CountsAnew()
    {
        ListAll();
        Move("alien-1979", 5);
        _time.Advance(TimeSpan.FromDays(3));
        Move("zodiac-2007", 1);
        Assert.Equal(["zodiac-2007"], _trending.Top(10));
    }

    [Fact]
    public void Hear_MoreFilmsThanAreCounted_KeepsTheMostRestless()
    {
        ListAll();
        Move("alien-1979", 2);
        for (var film = 0; film < 2 * TrendingFilms.MaxFilms; film++) Move($"film-{film}", 1);
        var top = _trending.Top(int.MaxValue);
        Assert.Equal(TrendingFilms.MaxFilms, top.Count);
        Assert.Equal("alien-1979", top[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _trending.StopAsync(Ct);
        _fixture.Dispose();
    }

    private void ListAll()
    {
        for (var shard = 0; shard < CatalogueShards.Count; shard++) _fixture.Index.ShardListed(shard);
    }

    private void Move(string filmId, int times)
    {
        var votes = _fixture.Index.Find(filmId)?.Rating.Count ?? 0;
        for (var vote = votes + 1; vote <= votes + times; vote++)
            _fixture.Put(CatalogueFixture.Film(new FilmDetails { FilmId = filmId, Title = filmId, Identity = filmId }, vote, 8));
    }
}
