namespace Reviews.Grains.Members;

/// <summary>Counts a member's votes in one-minute windows; in memory, so a new activation starts a new window.</summary>
internal sealed class VoteQuota(int? perMinute, TimeProvider time)
{
    private long _windowStart = time.GetTimestamp();
    private int _used;

    /// <summary>Takes one; false when the minute's votes are used up.</summary>
    public bool TryTake()
    {
        if (perMinute is not { } limit) return true;
        if (time.GetElapsedTime(_windowStart) >= TimeSpan.FromMinutes(1)) (_windowStart, _used) = (time.GetTimestamp(), 0);
        return ++_used <= limit;
    }
}
