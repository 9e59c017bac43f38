namespace Reviews.Api.Live;

/// <summary>
/// One connection's calls: a bucket of <see cref="LiveLimits.CallBurst"/> that refills by <see cref="LiveLimits.CallsPerSecond"/>.
/// </summary>
/// <remarks>Not thread-safe: SignalR runs one call of a connection at a time.</remarks>
internal sealed class CallBudget(TimeProvider clock)
{
    private double _left = LiveLimits.CallBurst;
    private long _countedAt = clock.GetTimestamp();

    /// <summary>Calls refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Spends one call; false when none is left.</summary>
    public bool TrySpend()
    {
        var now = clock.GetTimestamp();
        var refill = clock.GetElapsedTime(_countedAt, now).TotalSeconds * LiveLimits.CallsPerSecond;
        (_left, _countedAt) = (Math.Min(LiveLimits.CallBurst, _left + refill), now);
        if (_left < 1)
        {
            Refused++;
            return false;
        }

        _left--;
        return true;
    }
}
