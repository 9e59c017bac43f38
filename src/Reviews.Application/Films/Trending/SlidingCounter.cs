namespace Reviews.Application.Films.Trending;

/// <summary>One film's rating changes, counted in reusable time slots.</summary>
internal sealed class SlidingCounter
{
    public static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(5);

    private static readonly int Slots = (int)(TrendingFilms.Window / SlotLength);

    private readonly int[] _moves = new int[Slots];
    private long _newest;

    /// <summary>Counts one more change.</summary>
    /// <param name="now">The current slot; slots are numbered from the beginning of time.</param>
    public void Add(long now)
    {
        Forget(now);
        _moves[now % Slots]++;
    }

    /// <summary>The changes in the window that ends now.</summary>
    public int Sum(long now)
    {
        Forget(now);
        return _moves.Sum();
    }

    /// <summary>Clears the slots that have passed. A clock that is set back leaves them alone.</summary>
    private void Forget(long now)
    {
        for (var slot = Math.Max(_newest + 1, now - Slots + 1); slot <= now; slot++) _moves[slot % Slots] = 0;
        _newest = Math.Max(_newest, now);
    }
}
