using System.Collections.Concurrent;

namespace Reviews.Api.Live;

/// <summary>A group of a node's connections that are sent to together, once per interval.</summary>
/// <remarks>Slots take turns, so that thousands of watchers of one film are written to evenly over the interval, not in one burst, and each
/// gets the newest rating at its moment. Watching and sweeping happen at the same time; <see cref="_gate"/> is held for marks
/// only.</remarks>
internal sealed class LiveSlot(int number)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<TopicRow> _changed = new();
    private readonly List<LiveConnection> _waiting = [];

    // Of the sweep alone, which runs on one thread at a time.
    private readonly List<LiveConnection> _starting = [];
    private readonly HashSet<LiveConnection> _inFlight = [];

    /// <summary>Notes that a film changed; the next sweep sends it. Cheap, on any thread.</summary>
    public void Notify(FilmTopic topic)
    {
        var row = topic.Rows[number];
        if (Interlocked.Exchange(ref row.Queued, 1) == 0) _changed.Enqueue(row);
    }

    /// <summary>Watches all of these films.</summary>
    /// <returns>False, with nothing watched, when the connection would then watch more than it may.</returns>
    public bool TryWatch(LiveConnection connection, IReadOnlyList<FilmTopic> topics)
    {
        lock (_gate)
        {
            var added = topics.Count(topic => !connection.Watches.ContainsKey(topic.FilmId));
            if (connection.Watches.Count + added > LiveLimits.MaxWatchedFilms) return false;
            if (connection.Left) return true;
            foreach (var topic in topics)
            {
                if (!connection.Watches.ContainsKey(topic.FilmId)) Add(connection, topic);
            }

            return true;
        }
    }

    /// <summary>Stops watching these films; those that are not watched are ignored.</summary>
    public void Unwatch(LiveConnection connection, IEnumerable<string> filmIds)
    {
        lock (_gate)
        {
            foreach (var filmId in filmIds)
            {
                if (connection.Watches.Remove(filmId, out var watch)) End(watch);
            }
        }
    }

    /// <summary>Forgets a connection that is gone.</summary>
    public void Remove(LiveConnection connection)
    {
        lock (_gate)
        {
            connection.Left = true;
            foreach (var watch in connection.Watches.Values) End(watch);
            connection.Watches.Clear();
        }
    }

    /// <summary>Sends what changed to all watchers that have no write in flight; the others get the newest at a later sweep.</summary>
    /// <returns>Connections whose write has taken longer than the limit, each once.</returns>
    public IReadOnlyList<LiveConnection> Sweep(TimeSpan sendTimeout)
    {
        lock (_gate)
        {
            MarkChanged();
            TakeIdle();
        }

        foreach (var connection in _starting)
        {
            // The task is kept by the connection's own state: it ends IsBusy, and reports its own failure.
            _ = connection.SendAsync();
            if (connection.IsBusy) _inFlight.Add(connection);
        }

        _starting.Clear();
        return FindStuck(sendTimeout);
    }

    private void MarkChanged()
    {
        // What changes from here on waits for the next sweep: a film under a storm of votes must not keep this sweep from ending.
        for (var left = _changed.Count; left > 0 && _changed.TryDequeue(out var row); left--)
        {
            Interlocked.Exchange(ref row.Queued, 0);
            foreach (var watch in row.Watches)
            {
                watch.Connection.Mark(watch);
                List(watch.Connection);
            }
        }
    }

    private void List(LiveConnection connection)
    {
        if (connection.IsListed) return;
        connection.IsListed = true;
        _waiting.Add(connection);
    }

    /// <summary>Takes what is waiting from every listed connection that has no write in flight; the others stay listed.</summary>
    private void TakeIdle() => _waiting.RemoveAll(connection =>
    {
        if (connection.PendingFilms > 0)
        {
            if (!connection.TryTake()) return false;
            _starting.Add(connection);
        }

        connection.IsListed = false;
        return true;
    });

    private List<LiveConnection> FindStuck(TimeSpan sendTimeout)
    {
        if (_inFlight.Count == 0) return [];
        _inFlight.RemoveWhere(connection => !connection.IsBusy);
        List<LiveConnection> stuck = [.. _inFlight.Where(connection => connection.WriteTime > sendTimeout)];
        _inFlight.ExceptWith(stuck);
        return stuck;
    }

    private void Add(LiveConnection connection, FilmTopic topic)
    {
        var row = topic.Rows[number];
        var watch = new Watch(connection, row, topic.Newest().Rating.Version) { Place = row.Watches.Count };
        row.Watches.Add(watch);
        connection.Watches.Add(topic.FilmId, watch);
    }

    private static void End(Watch watch)
    {
        watch.Ended = true;
        watch.Connection.Unmark(watch);
        var watches = watch.Row.Watches;
        var last = watches[^1];
        (watches[watch.Place], last.Place) = (last, watch.Place);
        watches.RemoveAt(watches.Count - 1);
    }
}
