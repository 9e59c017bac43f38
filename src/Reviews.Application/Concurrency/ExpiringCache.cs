using System.Collections.Concurrent;

namespace Reviews.Application.Concurrency;

/// <summary>
/// Caches computed values for a while. When it is full, new values are computed each time until an entry has expired.
/// </summary>
/// <param name="limit">Most entries kept.</param>
/// <param name="keptFor">How long an entry is valid.</param>
/// <param name="time">Tells the age.</param>
internal sealed class ExpiringCache<TKey, TValue>(int limit, TimeSpan keptFor, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _sweptAt = time.GetTimestamp();

    /// <summary>The cached value, or else a new one.</summary>
    public TValue GetOrMake(TKey key, Func<TKey, TValue> make)
    {
        if (_entries.TryGetValue(key, out var kept) && IsGood(kept)) return kept.Value;
        var made = new Entry(make(key), time.GetTimestamp());
        SweepNowAndThen();
        if (kept is not null || _entries.Count < limit) _entries[key] = made;
        return made.Value;
    }

    private void SweepNowAndThen()
    {
        var sweptAt = Volatile.Read(ref _sweptAt);
        if (time.GetElapsedTime(sweptAt) < keptFor || Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), sweptAt) != sweptAt)
            return;
        foreach (var entry in _entries)
        {
            if (!IsGood(entry.Value)) _entries.TryRemove(entry);
        }
    }

    private bool IsGood(Entry entry) => time.GetElapsedTime(entry.At) < keptFor;

    private sealed record Entry(TValue Value, long At);
}
