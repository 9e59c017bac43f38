using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Live;
using Reviews.Application.Films;
using Reviews.Application.ReadModel;

namespace Live.Tests.Fixtures;

/// <summary>A relay over an index of made films, swept by the test.</summary>
internal sealed class RelayFixture : IDisposable
{
    private readonly MethodCache _method;

    public RelayFixture(LiveOptions? options = null)
    {
        var catalogue = new FakeCatalogue();
        Index = new FilmIndex(catalogue, Clock);
        _method = new MethodCache(catalogue, Clock, NullLogger<MethodCache>.Instance);
        Relay = new LiveRelay(Index, _method, Options.Create(options ?? new LiveOptions()), new LiveMeter(Meters.Unheard), Clock,
            NullLogger<LiveRelay>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new();

    public FilmIndex Index { get; }

    public LiveRelay Relay { get; }

    public void Publish(params string[] filmIds)
    {
        foreach (var filmId in filmIds) Index.Take(Films.Change(filmId, 0));
    }

    public void Vote(string filmId, long version) => Index.Offer(Films.Rating(filmId, version));

    public RatingMessage[]? Watch(LiveConnection connection, params string[] filmIds) =>
        Relay.Watch(connection, [.. filmIds.Select(filmId => Index.Find(filmId)!)]);

    /// <summary>One whole interval: every slot once.</summary>
    public void SweepAll()
    {
        for (var turn = 0; turn < Relay.Turns; turn++) Relay.SweepNext();
    }

    public void Dispose()
    {
        Relay.Dispose();
        _method.Dispose();
    }
}
