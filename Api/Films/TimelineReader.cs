using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Api.Films;

/// <summary>Asks a film for its timeline, and keeps the answer until the film's votes change.</summary>
internal sealed class TimelineReader(IGrainFactory grains) : IDisposable
{
    /// <summary>Most days kept on this node, over all films: 200,000, about 20 MB.</summary>
    private const int MaxDays = 200_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxDays });

    public async Task<IReadOnlyList<TimelinePoint>> ReadAsync(FilmRating rating, CancellationToken ct)
    {
        if (rating.Version == 0) return [];
        var key = (rating.FilmId, rating.Version);
        if (cache.TryGetValue(key, out IReadOnlyList<TimelinePoint>? kept)) return kept!;
        var days = await grains.GetGrain<IFilmGrain>(rating.FilmId).TimelineAsync().WaitAsync(ct);
        var points = days.Select(TimelinePoint.Of).ToImmutableArray();
        return cache.Set<IReadOnlyList<TimelinePoint>>(key, points, new MemoryCacheEntryOptions { Size = Math.Max(1, points.Length) });
    }

    public void Dispose() => cache.Dispose();
}

/// <summary>The standing votes that were cast on one UTC day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Count">How many.</param>
/// <param name="Average">Their mean, in stars, rounded to 4 decimals.</param>
internal sealed record TimelinePoint(DateOnly Date, int Count, decimal? Average)
{
    public static TimelinePoint Of(TimelineDay day) => new(day.Date, day.Count, Mean.Of(day.HalfStarSum, day.Count));
}
