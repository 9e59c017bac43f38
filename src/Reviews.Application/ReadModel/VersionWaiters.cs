using Reviews.Contracts.Films;

namespace Reviews.Application.ReadModel;

/// <summary>Who waits until a film's rating has come to a version. Safe from any thread.</summary>
internal sealed class VersionWaiters(TimeProvider clock)
{
    /// <summary>Most waiters at a time on one node: 10,000, a few megabytes. Any more are told to ask the film itself.</summary>
    public const int MaxWaiters = 10_000;

    private readonly Dictionary<string, HashSet<Waiter>> _waiting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>Starts waiting; null when there are too many waiters. Dispose it to stop.</summary>
    public Waiter? TryEnter(string filmId, long version)
    {
        var waiter = new Waiter(this, filmId, version);
        lock (_gate)
        {
            if (_count == MaxWaiters) return null;
            _count++;
            if (!_waiting.TryGetValue(filmId, out var ofFilm)) _waiting[filmId] = ofFilm = [];
            ofFilm.Add(waiter);
        }

        return waiter;
    }

    /// <summary>Wakes all whose version has come.</summary>
    public void Arrived(FilmRating rating)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(rating.FilmId, out var ofFilm)) return;
            foreach (var waiter in ofFilm)
            {
                if (rating.Version >= waiter.Version) waiter.Wake();
            }
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(waiter.FilmId, out var ofFilm) || !ofFilm.Remove(waiter)) return;
            _count--;
            if (ofFilm.Count == 0) _waiting.Remove(waiter.FilmId);
        }
    }

    /// <summary>One wait.</summary>
    internal sealed class Waiter(VersionWaiters owner, string filmId, long version) : IDisposable
    {
        private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string FilmId => filmId;

        public long Version => version;

        /// <returns>False when the limit passed first.</returns>
        public async Task<bool> WaitAsync(TimeSpan limit, CancellationToken ct)
        {
            try
            {
                await _woken.Task.WaitAsync(limit, owner.Clock, ct);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        public void Wake() => _woken.TrySetResult();

        public void Dispose() => owner.Leave(this);
    }

    private TimeProvider Clock => clock;
}
