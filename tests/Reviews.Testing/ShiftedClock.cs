namespace Reviews.Testing;

/// <summary>The system's clock, set ahead as a test wants. Timers run as ever.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long ahead;
    private long passed;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref passed);

    /// <summary>Sets the clock ahead. No time has passed.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <summary>Lets time pass, for the clock and for all who count from a time stamp.</summary>
    public void Pass(TimeSpan time)
    {
        Advance(time);
        Interlocked.Add(ref passed, (long)(time.TotalSeconds * TimestampFrequency));
    }
}
