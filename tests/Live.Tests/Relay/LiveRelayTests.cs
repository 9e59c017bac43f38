using Live.Tests.Fixtures;
using Reviews.Api.Live;

namespace Live.Tests.Relay;

public sealed class LiveRelayTests : IDisposable
{
    private readonly RelayFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Sweep_ManyChangesInOneInterval_SendsTheNewestOnce()
    {
        _fixture.Publish("f");
        var (sink, connection) = Connect();
        Assert.Equal(0, Assert.Single(_fixture.Watch(connection, "f")!).Version);

        for (var version = 1; version <= 50; version++) _fixture.Vote("f", version);
        _fixture.SweepAll();
        _fixture.SweepAll();
        Assert.Equal(50, Assert.Single(sink.Written).Version);
    }

    [Fact]
    public void Sweep_ManyWatchers_WritesTheMessageOutOnce()
    {
        _fixture.Publish("f");
        var sinks = Enumerable.Range(0, 100).Select(_ =>
        {
            var (sink, connection) = Connect();
            _fixture.Watch(connection, "f");
            return sink;
        }).ToArray();
        _fixture.Vote("f", 1);
        _fixture.SweepAll();
        Assert.Single(sinks.SelectMany(sink => sink.Raw).Distinct());
        Assert.All(sinks, sink => Assert.Single(sink.Written));
    }

    [Fact]
    public void Sweep_SlowReader_HoldsOneMarkAFilmAndGetsTheNewestLater()
    {
        var films = Enumerable.Range(0, LiveLimits.MaxWatchedFilms).Select(i => $"f{i}").ToArray();
        _fixture.Publish(films);
        var (sink, connection) = Connect();
        _fixture.Watch(connection, films);
        sink.Stuck = true;
        for (var version = 1; version <= 200; version++)
        {
            foreach (var film in films) _fixture.Vote(film, version);
            _fixture.SweepAll();
            Assert.InRange(connection.PendingFilms, 0, films.Length);
        }

        Assert.Single(sink.Written);
        sink.Stuck = false;
        sink.LetGo();
        _fixture.SweepAll();
        Assert.All(films, film => Assert.Equal(200, sink.Written.Last(message => message.FilmId == film).Version));
        Assert.InRange(sink.Written.Count, films.Length, films.Length + 1);
    }

    [Fact]
    public void Sweep_SendTakesTooLong_ClosesThatConnectionOnly()
    {
        _fixture.Publish("f");
        var (stuck, connection) = Connect();
        var (well, other) = Connect();
        _fixture.Watch(connection, "f");
        _fixture.Watch(other, "f");
        stuck.Stuck = true;
        _fixture.Vote("f", 1);
        _fixture.SweepAll();

        _fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        _fixture.SweepAll();
        Assert.False(stuck.IsAborted);
        _fixture.Clock.Advance(TimeSpan.FromTicks(1));
        _fixture.SweepAll();
        Assert.True(stuck.IsAborted);
        Assert.False(well.IsAborted);
    }

    [Fact]
    public void Sweep_SendsThatEachTakeAWhile_AreNotTakenForOneThatIsStuck()
    {
        _fixture.Publish("f", "g", "h");
        var (sink, connection) = Connect();
        _fixture.Watch(connection, "f", "g", "h");
        sink.Stuck = true;
        foreach (var film in new[] { "f", "g", "h" }) _fixture.Vote(film, 1);
        _fixture.SweepAll();
        for (var i = 0; i < 3; i++)
        {
            _fixture.Clock.Advance(TimeSpan.FromSeconds(8));
            _fixture.SweepAll();
            sink.LetGo();
        }

        Assert.False(sink.IsAborted);
        Assert.Equal(3, sink.Written.Count);
    }

    [Fact]
    public void Watch_MoreThanAConnectionMay_WatchesNothingOfTheCall()
    {
        var films = Enumerable.Range(0, 101).Select(i => $"f{i}").ToArray();
        _fixture.Publish(films);
        var (sink, connection) = Connect();
        Assert.NotNull(_fixture.Watch(connection, films[..60]));
        Assert.Null(_fixture.Watch(connection, films[60..]));
        Assert.NotNull(_fixture.Watch(connection, films[..60]));
        Assert.Equal(60, connection.Watches.Count);

        _fixture.Vote(films[70], 1);
        _fixture.SweepAll();
        Assert.Empty(sink.Written);
    }

    [Fact]
    public void Unwatch_WhileItsNewsWaits_DropsTheNews()
    {
        _fixture.Publish("f", "g");
        var (sink, connection) = Connect();
        _fixture.Watch(connection, "f", "g");
        _fixture.Vote("f", 1);
        _fixture.Vote("g", 1);
        connection.Slot.Unwatch(connection, ["f"]);
        _fixture.SweepAll();
        Assert.Equal("g", Assert.Single(sink.Written).FilmId);
    }

    [Fact]
    public void Unwatch_AgainAndAgainWhileAWriteIsStuck_LeavesNothingBehind()
    {
        _fixture.Publish("f", "g");
        var (sink, connection) = Connect();
        _fixture.Watch(connection, "f", "g");
        sink.Stuck = true;
        _fixture.Vote("g", 1);
        _fixture.SweepAll();
        for (var version = 1; version <= 1_000; version++)
        {
            _fixture.Vote("f", version);
            _fixture.SweepAll();
            connection.Slot.Unwatch(connection, ["f"]);
            _fixture.Watch(connection, "f");
        }

        Assert.InRange(connection.PendingFilms, 0, 2);
    }

    [Fact]
    public void TryAdmit_AllPlacesTaken_RefusesUntilOneLeaves()
    {
        using var fixture = new RelayFixture(new LiveOptions { MaxConnections = 2 });
        var first = fixture.Relay.TryAdmit(new FakeSink("1"))!;
        Assert.NotNull(fixture.Relay.TryAdmit(new FakeSink("2")));
        Assert.Null(fixture.Relay.TryAdmit(new FakeSink("3")));
        fixture.Relay.Leave(first);
        Assert.NotNull(fixture.Relay.TryAdmit(new FakeSink("4")));
        Assert.Equal(2, fixture.Relay.Connections);
    }

    [Fact]
    public void CallBudget_Flood_LetsTheBurstThroughAndThenAFewASecond()
    {
        var budget = new CallBudget(_fixture.Clock);
        Assert.Equal(LiveLimits.CallBurst, Enumerable.Range(0, 1_000).Count(_ => budget.TrySpend()));
        Assert.Equal(1_000 - LiveLimits.CallBurst, budget.Refused);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LiveLimits.CallsPerSecond, Enumerable.Range(0, 1_000).Count(_ => budget.TrySpend()));
    }

    private (FakeSink Sink, LiveConnection Connection) Connect()
    {
        var sink = new FakeSink("one");
        return (sink, _fixture.Relay.TryAdmit(sink)!);
    }
}
