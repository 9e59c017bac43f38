namespace Reviews.Grains.Members;

/// <summary>The caller's deadline; nothing is started after it.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan limit)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>The time left, never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = limit - time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>Waits, but no longer than the time left.</summary>
    public Task PauseAsync(TimeSpan pause)
    {
        var left = Left;
        return Task.Delay(pause < left ? pause : left, time);
    }
}
