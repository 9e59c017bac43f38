using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Reviews.Application.Films.Trending;

/// <summary>
/// Which films' ratings have changed most often lately, as seen by this node. Changes to one film within one interval of the feed count as
/// in as one.
/// </summary>
internal sealed class TrendingFilms(FilmIndex index, TimeProvider time) : IHostedService
{
    /// <summary>How far back it looks: an hour.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Most films that are counted at a time: 512. Another one replaces the one that changed least.</summary>
    public const int MaxFilms = 512;

    private readonly Dictionary<string, SlidingCounter> _tallies = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private long Slot => time.GetUtcNow().Ticks / SlidingCounter.SlotLength.Ticks;

    /// <summary>The films that changed most, most active first; ties by filmId.</summary>
    public IReadOnlyList<string> Top(int most)
    {
        lock (_gate)
        {
            var now = Slot;
            return [.. _tallies.Select(pair => (FilmId: pair.Key, Moves: pair.Value.Sum(now))).Where(film => film.Moves > 0)
                .OrderByDescending(film => film.Moves).ThenBy(film => film.FilmId, StringComparer.Ordinal).Take(most)
                    .Select(film => film.FilmId)];
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        index.RatingChanged += Hear;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        index.RatingChanged -= Hear;
        return Task.CompletedTask;
    }

    /// <summary>Until all lists have arrived, it sees votes from long ago.</summary>
    private void Hear(FilmRating rating)
    {
        if (!index.IsReady || rating.IsUntouched) return;
        lock (_gate)
        {
            var now = Slot;
            if (!_tallies.TryGetValue(rating.FilmId, out var tally)) tally = Enter(rating.FilmId, now);
            tally.Add(now);
        }
    }

    private SlidingCounter Enter(string filmId, long now)
    {
        if (_tallies.Count == MaxFilms) _tallies.Remove(_tallies.MinBy(pair => pair.Value.Sum(now)).Key);
        return _tallies[filmId] = new SlidingCounter();
    }
}
