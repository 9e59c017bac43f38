using Live.Tests.Fixtures;
using Reviews.Api.Live;

namespace Live.Tests.Relay;

/// <summary>Votes, watching, sweeps and slow writes in any order. The seed is the test's argument.</summary>
public sealed class RelayInterleavingTests
{
    private const int Steps = 3_000;
    private static readonly string[] FilmIds = [.. Enumerable.Range(0, 12).Select(i => $"f{i}")];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory, MemberData(nameof(Seeds))]
    public void Relay_AnyInterleaving_NeverGoesBackAndEndsOnTheNewest(int seed)
    {
        using var fixture = new RelayFixture();
        fixture.Publish(FilmIds);
        var random = new Random(seed);
        var readers = Enumerable.Range(0, 8).Select(i => new Reader(fixture, $"reader-{i}")).ToList();
        var versions = FilmIds.ToDictionary(film => film, _ => 0L);

        for (var step = 0; step < Steps; step++)
        {
            var film = FilmIds[random.Next(FilmIds.Length)];
            var at = random.Next(readers.Count);
            switch (random.Next(12))
            {
                case 0 or 1 or 2: fixture.Vote(film, versions[film] += random.Next(1, 4)); break;
                case 3: fixture.Vote(film, Math.Max(0, versions[film] - 1)); break;
                case 4: readers[at].Watch(film); break;
                case 5: readers[at].Unwatch(film); break;
                case 6: readers[at].Sink.Stuck = random.Next(3) > 0; break;
                case 7 or 8: readers[at].Sink.LetGo(); break;
                case 9 when random.Next(20) == 0:
                    readers[at].Leave();
                    readers[at] = new Reader(fixture, $"reader-{step}");
                    break;
                default: Sweep(fixture, readers); break;
            }

            Assert.All(readers, reader => Assert.InRange(reader.Connection.PendingFilms, 0, reader.Connection.Watches.Count));
        }

        foreach (var reader in readers) reader.Sink.Stuck = false;
        for (var round = 0; round < 3; round++)
        {
            foreach (var reader in readers) reader.Sink.LetGo();
            fixture.SweepAll();
        }

        Assert.All(readers, reader => reader.CheckAgainst(versions));
    }

    /// <summary>One turn; a connection gets at most one message of a film in it.</summary>
    private static void Sweep(RelayFixture fixture, List<Reader> readers)
    {
        var before = readers.Select(reader => reader.Sink.Written.Count).ToArray();
        fixture.Relay.SweepNext();
        foreach (var (reader, written) in readers.Zip(before))
        {
            Assert.All(reader.Sink.Written.Skip(written).GroupBy(message => message.FilmId), film => Assert.Single(film));
        }
    }

    private sealed class Reader
    {
        private readonly RelayFixture _fixture;

        // What the reader was answered of each film that it watches.
        private readonly Dictionary<string, long> _answered = [];

        public Reader(RelayFixture fixture, string id)
        {
            (_fixture, Sink) = (fixture, new FakeSink(id));
            Connection = fixture.Relay.TryAdmit(Sink)!;
        }

        public FakeSink Sink { get; }

        public LiveConnection Connection { get; }

        public void Watch(string film)
        {
            _answered[film] = _fixture.Watch(Connection, film)!.Single().Version;
        }

        public void Unwatch(string film)
        {
            Connection.Slot.Unwatch(Connection, [film]);
            _answered.Remove(film);
        }

        public void Leave()
        {
            CheckPushes();
            _fixture.Relay.Leave(Connection);
        }

        public void CheckAgainst(Dictionary<string, long> versions)
        {
            CheckPushes();
            foreach (var (film, answer) in _answered)
            {
                var pushed = Sink.Written.Where(message => message.FilmId == film).Select(message => message.Version);
                Assert.Equal(versions[film], pushed.Append(answer).Max());
            }
        }

        private void CheckPushes()
        {
            Assert.False(Sink.IsAborted, "A write failed, as a second one in flight does.");
            foreach (var film in Sink.Written.GroupBy(message => message.FilmId))
            {
                var pushed = film.Select(message => message.Version).ToArray();
                Assert.Equal(pushed.Order().Distinct(), pushed);
            }
        }
    }
}
