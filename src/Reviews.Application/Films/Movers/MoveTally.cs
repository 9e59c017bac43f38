namespace Reviews.Application.Films.Movers;

/// <summary>One film's moves, counted in slots of time that are used again and again.</summary>
internal sealed class MoveTally
{
    public static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(5);

    private static readonly int Slots = (int)(MovingFilms.Window / SlotLength);

    private readonly int[] _moves = new int[Slots];
    private long _newest;

    /// <summary>Counts one more.</summary>
    /// <param name="now">The slot of this moment; slots are numbered from the beginning of time.</param>
    public void Add(long now)
    {
        Forget(now);
        _moves[now % Slots]++;
    }

    /// <summary>The moves of the window that ends now.</summary>
    public int Sum(long now)
    {
        Forget(now);
        return _moves.Sum();
    }

    /// <summary>Empties the slots that time has passed over. A clock that is set back leaves them be.</summary>
    private void Forget(long now)
    {
        for (var slot = Math.Max(_newest + 1, now - Slots + 1); slot <= now; slot++) _moves[slot % Slots] = 0;
        _newest = Math.Max(_newest, now);
    }
}
