using Live.Tests.Fixtures;
using Reviews.Api.Live;

namespace Live.Tests.Relay;

public sealed class LiveRelayTests : IDisposable
{
    private readonly RelayRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Sweep_ManyChangesInOneInterval_SendsTheNewestOnce()
    {
        _rig.Publish("f");
        var (sink, connection) = Connect();
        Assert.Equal(0, Assert.Single(_rig.Watch(connection, "f")!).Version);

        for (var version = 1; version <= 50; version++) _rig.Vote("f", version);
        _rig.SweepAll();
        _rig.SweepAll();
        Assert.Equal(50, Assert.Single(sink.Written).Version);
    }

    [Fact]
    public void Sweep_ManyWatchers_WritesTheMessageOutOnce()
    {
        _rig.Publish("f");
        var sinks = Enumerable.Range(0, 100).Select(_ =>
        {
            var (sink, connection) = Connect();
            _rig.Watch(connection, "f");
            return sink;
        }).ToArray();
        _rig.Vote("f", 1);
        _rig.SweepAll();
        Assert.Single(sinks.SelectMany(sink => sink.Raw).Distinct());
        Assert.All(sinks, sink => Assert.Single(sink.Written));
    }

    [Fact]
    public void Sweep_SlowReader_HoldsOneMarkAFilmAndGetsTheNewestLater()
    {
        var films = Enumerable.Range(0, LiveLimits.MaxWatchedFilms).Select(i => $"f{i}").ToArray();
        _rig.Publish(films);
        var (sink, connection) = Connect();
        _rig.Watch(connection, films);
        sink.Stuck = true;
        for (var version = 1; version <= 200; version++)
        {
            foreach (var film in films) _rig.Vote(film, version);
            _rig.SweepAll();
            Assert.InRange(connection.PendingFilms, 0, films.Length);
        }

        Assert.Single(sink.Written);
        sink.Stuck = false;
        sink.LetGo();
        _rig.SweepAll();
        Assert.All(films, film => Assert.Equal(200, sink.Written.Last(message => message.FilmId == film).Version));
        Assert.InRange(sink.Written.Count, films.Length, films.Length + 1);
    }

    [Fact]
    public void Sweep_SendTakesTooLong_ClosesThatConnectionOnly()
    {
        _rig.Publish("f");
        var (stuck, connection) = Connect();
        var (well, other) = Connect();
        _rig.Watch(connection, "f");
        _rig.Watch(other, "f");
        stuck.Stuck = true;
        _rig.Vote("f", 1);
        _rig.SweepAll();

        _rig.Clock.Advance(TimeSpan.FromSeconds(10));
        _rig.SweepAll();
        Assert.False(stuck.IsAborted);
        _rig.Clock.Advance(TimeSpan.FromTicks(1));
        _rig.SweepAll();
        Assert.True(stuck.IsAborted);
        Assert.False(well.IsAborted);
    }

    [Fact]
    public void Sweep_SendsThatEachTakeAWhile_AreNotTakenForOneThatIsStuck()
    {
        _rig.Publish("f", "g", "h");
        var (sink, connection) = Connect();
        _rig.Watch(connection, "f", "g", "h");
        sink.Stuck = true;
        foreach (var film in new[] { "f", "g", "h" }) _rig.Vote(film, 1);
        _rig.SweepAll();
        for (var i = 0; i < 3; i++)
        {
            _rig.Clock.Advance(TimeSpan.FromSeconds(8));
            _rig.SweepAll();
            sink.LetGo();
        }

        Assert.False(sink.IsAborted);
        Assert.Equal(3, sink.Written.Count);
    }

    [Fact]
    public void Watch_MoreThanAConnectionMay_WatchesNothingOfTheCall()
    {
        var films = Enumerable.Range(0, 101).Select(i => $"f{i}").ToArray();
        _rig.Publish(films);
        var (sink, connection) = Connect();
        Assert.NotNull(_rig.Watch(connection, films[..60]));
        Assert.Null(_rig.Watch(connection, films[60..]));
        Assert.NotNull(_rig.Watch(connection, films[..60]));
        Assert.Equal(60, connection.Watches.Count);

        _rig.Vote(films[70], 1);
        _rig.SweepAll();
        Assert.Empty(sink.Written);
    }

    [Fact]
    public void Unwatch_WhileItsNewsWaits_DropsTheNews()
    {
        _rig.Publish("f", "g");
        var (sink, connection) = Connect();
        _rig.Watch(connection, "f", "g");
        _rig.Vote("f", 1);
        _rig.Vote("g", 1);
        connection.Slot.Unwatch(connection, ["f"]);
        _rig.SweepAll();
        Assert.Equal("g", Assert.Single(sink.Written).FilmId);
    }

    [Fact]
    public void Unwatch_AgainAndAgainWhileAWriteIsStuck_LeavesNothingBehind()
    {
        _rig.Publish("f", "g");
        var (sink, connection) = Connect();
        _rig.Watch(connection, "f", "g");
        sink.Stuck = true;
        _rig.Vote("g", 1);
        _rig.SweepAll();
        for (var version = 1; version <= 1_000; version++)
        {
            _rig.Vote("f", version);
            _rig.SweepAll();
            connection.Slot.Unwatch(connection, ["f"]);
            _rig.Watch(connection, "f");
        }

        Assert.InRange(connection.PendingFilms, 0, 2);
    }

    [Fact]
    public void TryAdmit_AllPlacesTaken_RefusesUntilOneLeaves()
    {
        using var rig = new RelayRig(new LiveOptions { MaxConnections = 2 });
        var first = rig.Relay.TryAdmit(new FakeSink("1"))!;
        Assert.NotNull(rig.Relay.TryAdmit(new FakeSink("2")));
        Assert.Null(rig.Relay.TryAdmit(new FakeSink("3")));
        rig.Relay.Leave(first);
        Assert.NotNull(rig.Relay.TryAdmit(new FakeSink("4")));
        Assert.Equal(2, rig.Relay.Connections);
    }

    [Fact]
    public void CallBudget_Flood_LetsTheBurstThroughAndThenAFewASecond()
    {
        var budget = new CallBudget(_rig.Clock);
        Assert.Equal(LiveLimits.CallBurst, Enumerable.Range(0, 1_000).Count(_ => budget.TrySpend()));
        Assert.Equal(1_000 - LiveLimits.CallBurst, budget.Refused);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LiveLimits.CallsPerSecond, Enumerable.Range(0, 1_000).Count(_ => budget.TrySpend()));
    }

    private (FakeSink Sink, LiveConnection Connection) Connect()
    {
        var sink = new FakeSink("one");
        return (sink, _rig.Relay.TryAdmit(sink)!);
    }
}
