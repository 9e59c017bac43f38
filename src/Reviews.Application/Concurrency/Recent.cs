using System.Collections.Concurrent;

namespace Reviews.Application.Concurrency;

/// <summary>
/// Keeps what was reckoned for as long as it is no news. When it is full, what is new is reckoned each time until something has aged.
/// </summary>
/// <param name="limit">Most entries kept.</param>
/// <param name="keptFor">How long an entry is good.</param>
/// <param name="time">Tells the age.</param>
internal sealed class Recent<TKey, TValue>(int limit, TimeSpan keptFor, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _sweptAt = time.GetTimestamp();

    /// <summary>The kept value, else a new one.</summary>
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
