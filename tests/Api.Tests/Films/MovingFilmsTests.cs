using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films.Movers;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Films;

/// <summary>Which films moved of late.</summary>
public sealed class MovingFilmsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CatalogueRig _rig;
    private readonly MovingFilms _moving;

    public MovingFilmsTests()
    {
        _rig = new CatalogueRig([], _time);
        _moving = new MovingFilms(_rig.Index, _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _moving.StartAsync(Ct);

    [Fact]
    public void Hear_BeforeAllListsCame_CountsNothing()
    {
        Move("alien-1979", 3);
        Assert.Empty(_moving.Top(10));
    }

    [Fact]
    public void Top_FilmsThatMoved_NamesTheMostRestlessFirst()
    {
        ListAll();
        Move("alien-1979", 2);
        Move("zodiac-2007", 3);
        Move("brazil-1985", 2);
        Assert.Equal(["zodiac-2007", "alien-1979", "brazil-1985"], _moving.Top(10));
        Assert.Equal(["zodiac-2007"], _moving.Top(1));
    }

    [Fact]
    public void Top_AsTimePasses_ForgetsWhatIsOlderThanTheWindow()
    {
        ListAll();
        Move("alien-1979", 5);
        _time.Advance(TimeSpan.FromMinutes(40));
        Move("alien-1979", 1);
        Move("zodiac-2007", 2);
        Assert.Equal(["alien-1979", "zodiac-2007"], _moving.Top(10));
        _time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(["zodiac-2007", "alien-1979"], _moving.Top(10));
        _time.Advance(MovingFilms.Window);
        Assert.Empty(_moving.Top(10));
    }

    [Fact]
    public void Top_AfterDaysOfSilence_CountsAnew()
    {
        ListAll();
        Move("alien-1979", 5);
        _time.Advance(TimeSpan.FromDays(3));
        Move("zodiac-2007", 1);
        Assert.Equal(["zodiac-2007"], _moving.Top(10));
    }

    [Fact]
    public void Hear_MoreFilmsThanAreCounted_KeepsTheMostRestless()
    {
        ListAll();
        Move("alien-1979", 2);
        for (var film = 0; film < 2 * MovingFilms.MaxFilms; film++) Move($"film-{film}", 1);
        var top = _moving.Top(int.MaxValue);
        Assert.Equal(MovingFilms.MaxFilms, top.Count);
        Assert.Equal("alien-1979", top[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _moving.StopAsync(Ct);
        _rig.Dispose();
    }

    private void ListAll()
    {
        for (var shard = 0; shard < CatalogueShards.Count; shard++) _rig.Index.ShardListed(shard);
    }

    private void Move(string filmId, int times)
    {
        var votes = _rig.Index.Find(filmId)?.Rating.Count ?? 0;
        for (var vote = votes + 1; vote <= votes + times; vote++)
            _rig.Put(CatalogueRig.Film(new FilmDetails { FilmId = filmId, Title = filmId, Identity = filmId }, vote, 8));
    }
}
