using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>Asks a film for its timeline, and keeps the answer until the film's votes change.</summary>
internal sealed class TimelineReader(IGrainFactory grains, TimeProvider time) : IDisposable
{
    /// <summary>Most days kept on this node, over all films: 200,000, about 20 MB.</summary>
    private const int MaxDays = 200_000;

    /// <summary>A film whose votes keep changing is asked no more often than this: 100 ms, the most by which any reader's answer may
    /// lag.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMilliseconds(100);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxDays });
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<TimelinePoint>>> _underWay = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<TimelinePoint>> ReadAsync(FilmRating rating, CancellationToken ct)
    {
        if (rating.IsUntouched) return [];
        if (_cache.TryGetValue(rating.FilmId, out Kept? kept)
            && (kept!.Version >= rating.Version || time.GetElapsedTime(kept.AskedAt) < GoodFor))
            return kept.Points;

        // Readers who come while the film is being asked share the answer.
        return await _underWay.GetOrAdd(rating.FilmId, filmId => AskAsync(filmId, rating.Version)).WaitAsync(ct);
    }

    public void Dispose() => _cache.Dispose();

    private async Task<IReadOnlyList<TimelinePoint>> AskAsync(string filmId, long version)
    {
        await Task.Yield();   // it must stand in the table before it can leave it
        try
        {
            var days = await grains.GetGrain<IFilmGrain>(filmId).TimelineAsync();
            var points = days.Select(TimelinePoint.Of).ToImmutableArray();
            _cache.Set(
                filmId, new Kept(version, time.GetTimestamp(), points), new MemoryCacheEntryOptions { Size = Math.Max(1, points.Length) });
            return points;
        }
        finally
        {
            _underWay.TryRemove(filmId, out _);
        }
    }

    /// <summary>A film's timeline, of this version of its votes or a later one.</summary>
    private sealed record Kept(long Version, long AskedAt, IReadOnlyList<TimelinePoint> Points);
}

/// <summary>The current votes that were cast on one UTC day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Count">How many.</param>
/// <param name="Average">Their mean, in stars, rounded to 4 decimals.</param>
internal sealed record TimelinePoint(DateOnly Date, int Count, decimal? Average)
{
    public static TimelinePoint Of(TimelineDay day) => new(day.Date, day.Count, Mean.Of(day.HalfStarSum, day.Count));
}
