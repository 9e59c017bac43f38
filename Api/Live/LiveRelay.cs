using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Reviews.Application.Films;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Reviews.Api.Live;

/// <summary>Brings the index's changes to the watching connections of this node: the newest rating of each film, once per interval,
/// one write in flight per connection.</summary>
/// <remarks>Values are never queued. A connection holds marks, at most one per watched film, and takes the newest rating when it writes. So
/// a slow reader costs no memory, skips what is outdated, and never sees a version go back.</remarks>
internal sealed partial class LiveRelay : BackgroundService
{
    private const int MostSlots = 10;
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, FilmTopic> _topics = new(StringComparer.Ordinal);
    private readonly FilmIndex _index;
    private readonly MethodCache _method;
    private readonly LiveOptions _options;
    private readonly LiveMeter _meter;
    private readonly TimeProvider _clock;
    private readonly ILogger<LiveRelay> _log;
    private readonly LiveSlot[] _slots;
    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _connections;
    private uint _nextSlot;
    private long _turns;

    public LiveRelay(
        FilmIndex index, MethodCache method, IOptions<LiveOptions> options, LiveMeter meter, TimeProvider clock, ILogger<LiveRelay> log)
    {
        (_index, _method, _options, _meter, _clock, _log) = (index, method, options.Value, meter, clock, log);
        var slots = (int)Math.Clamp(_options.Interval / ShortestTurn, 1, MostSlots);
        _slots = [.. Enumerable.Range(0, slots).Select(number => new LiveSlot(number))];
        _index.RatingChanged += Announce;
        _meter.Watch(() => Connections);
    }

    /// <summary>Turns in one interval: how many slots there are.</summary>
    public int Turns => _slots.Length;

    /// <summary>Turns taken since the node started. A connection is written to in one of <see cref="Turns"/>.</summary>
    public long TurnsTaken => Volatile.Read(ref _turns);

    /// <summary>Connections served now.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Admits a connection; null when <see cref="LiveOptions.MaxConnections"/> are served already.</summary>
    public LiveConnection? TryAdmit(IMessageSink sink)
    {
        if (Interlocked.Increment(ref _connections) > _options.MaxConnections)
        {
            Interlocked.Decrement(ref _connections);
            return null;
        }

        _arrivals.Writer.TryWrite(true);
        var slot = _slots[Interlocked.Increment(ref _nextSlot) % (uint)_slots.Length];
        return new LiveConnection(sink, slot, new CallBudget(_clock), _meter, _clock, _log);
    }

    /// <summary>Forgets a connection that <see cref="TryAdmit"/> let in.</summary>
    public void Leave(LiveConnection connection)
    {
        connection.Slot.Remove(connection);
        Interlocked.Decrement(ref _connections);
    }

    /// <summary>Watches all of these films, each named once.</summary>
    /// <returns>Their ratings now; null, with nothing watched, when that would be more than a connection may watch.</returns>
    public RatingMessage[]? Watch(LiveConnection connection, IReadOnlyList<FilmState> films)
    {
        List<FilmTopic> topics = [.. films.Select(TopicOf)];
        if (!connection.Slot.TryWatch(connection, topics)) return null;

        // Read after the watch stands: a change between the two is in this answer or is pushed, or both.
        return [.. topics.Select(topic => topic.Newest().Rating)];
    }

    public override void Dispose()
    {
        _index.RatingChanged -= Announce;
        base.Dispose();
    }

    /// <summary>Sweeps the slot whose turn it is.</summary>
    internal void SweepNext()
    {
        foreach (var stuck in _slots[_turns % _slots.Length].Sweep(_options.SendTimeout))
        {
            LogStuck(stuck.Sink.Id, _options.SendTimeout);
            _meter.Closed("slow");
            Abort(stuck.Sink);
        }

        Volatile.Write(ref _turns, _turns + 1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new PeriodicTimer(_options.Interval / _slots.Length, _clock);
        while (await turns.WaitForNextTickAsync(stoppingToken))
        {
            SweepNext();
            if (Connections == 0) await WaitForAConnectionAsync(turns, stoppingToken);
        }
    }

    /// <summary>Takes no turns while nobody watches: a hundred a second would keep an idle node's processor awake.</summary>
    private async Task WaitForAConnectionAsync(PeriodicTimer turns, CancellationToken stoppingToken)
    {
        var period = turns.Period;
        turns.Period = Timeout.InfiniteTimeSpan;
        while (Connections == 0) await _arrivals.Reader.ReadAsync(stoppingToken);
        turns.Period = period;
    }

    // A connection may end by itself at this very moment; the others must not lose their turn because of that.
    private void Abort(IMessageSink sink)
    {
        try
        {
            sink.Abort();
        }
        catch (Exception exception)
        {
            LogEndedMeanwhile(sink.Id, exception);
        }
    }

    private void Announce(FilmRating rating)
    {
        if (!_topics.TryGetValue(rating.FilmId, out var topic)) return;
        topic.Offer(rating);
        foreach (var slot in _slots) slot.Notify(topic);
    }

    /// <summary>The film's topic. Topics stay: there are never more than published films.</summary>
    private FilmTopic TopicOf(FilmState film)
    {
        var filmId = film.Rating.FilmId;
        var topic = _topics.GetOrAdd(filmId, _ => new FilmTopic(film.Rating, _method, _slots.Length));
        // A change that came before the topic existed was announced to nobody.
        if (_index.Find(filmId) is { } newest) topic.Offer(newest.Rating);
        return topic;
    }
}
