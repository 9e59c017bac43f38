namespace Reviews.Testing;

/// <summary>The system clock, set ahead by the test. Timers run as usual.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;
    private long _passed;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _passed);

    /// <summary>Sets the clock ahead. No time has passed.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <summary>Lets time pass, for the clock and for everything measured from timestamps.</summary>
    public void Pass(TimeSpan time)
    {
        Advance(time);
        Interlocked.Add(ref _passed, (long)(time.TotalSeconds * TimestampFrequency));
    }
}
