using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Reviews.Application.Concurrency;

/// <summary>Caches what is expensive to make, up to a number of bytes. Callers that ask while it is being made wait for it.</summary>
/// <param name="maxBytes">Most bytes kept; what was not asked for the longest goes first.</param>
/// <param name="sizeOf">Bytes of a value.</param>
internal sealed class SingleFlightCache<TKey, TValue>(long maxBytes, Func<TValue, long> sizeOf) : IDisposable
    where TKey : notnull
{
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = maxBytes });
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _making = new();
    private long _made;

    /// <summary>How many values were made since the start.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>The kept value, else one that is made now.</summary>
    /// <param name="key">What is asked for; it names its content, so that what is kept is never old.</param>
    /// <param name="make">Makes it, for all who wait; one of them leaving does not end it.</param>
    /// <param name="ct">Ends the waiting of this caller.</param>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make, CancellationToken ct)
    {
        if (_kept.TryGetValue(key, out TValue? kept)) return kept!;
        return await _making.GetOrAdd(key, _ => new Lazy<Task<TValue>>(() => MakeAsync(key, make))).Value.WaitAsync(ct);
    }

    public void Dispose() => _kept.Dispose();

    private async Task<TValue> MakeAsync(TKey key, Func<Task<TValue>> make)
    {
        try
        {
            if (_kept.TryGetValue(key, out TValue? kept)) return kept!;   // made between the look and now
            var made = await make();
            Interlocked.Increment(ref _made);
            return _kept.Set(key, made, new MemoryCacheEntryOptions { Size = sizeOf(made) });
        }
        finally
        {
            _making.TryRemove(key, out _);
        }
    }
}
