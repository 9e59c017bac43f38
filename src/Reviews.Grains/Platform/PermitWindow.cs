using Reviews.Contracts.Platform;

namespace Reviews.Grains.Platform;

/// <summary>Counts permits in a window that slides in tenths, so that nobody gets twice the limit around a window boundary.</summary>
internal sealed class PermitWindow(TimeProvider time)
{
    private const int Segments = 10;

    private readonly int[] _taken = new int[Segments];
    private readonly long _origin = time.GetTimestamp();
    private long _segment;

    /// <param name="permits">How many are requested; fewer may be granted.</param>
    /// <param name="limit">How many there are in a window.</param>
    /// <param name="window">The window's length; the same each time.</param>
    public QuotaGrant Take(int permits, int limit, TimeSpan window)
    {
        var segment = window / Segments;
        var elapsed = time.GetElapsedTime(_origin);
        MoveTo(elapsed.Ticks / segment.Ticks);

        var granted = Math.Clamp(limit - _taken.Sum(), 0, permits);
        _taken[_segment % Segments] += granted;
        var left = Math.Max(0, limit - _taken.Sum());
        return new QuotaGrant(granted, granted > 0 ? TimeSpan.Zero : FreeAt(segment) - elapsed, left);
    }

    /// <summary>Forgets everything that was taken.</summary>
    public void Clear() => Array.Clear(_taken);

    private void MoveTo(long segment)
    {
        for (var passed = Math.Max(_segment + 1, segment - Segments + 1); passed <= segment; passed++) _taken[passed % Segments] = 0;
        _segment = segment;
    }

    /// <summary>When the oldest segment in which something was taken leaves the window.</summary>
    private TimeSpan FreeAt(TimeSpan segment)
    {
        var oldest = _segment - Segments + 1;
        while (oldest < _segment && (oldest < 0 || _taken[oldest % Segments] == 0)) oldest++;
        return segment * (oldest + Segments);
    }
}
