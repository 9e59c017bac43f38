namespace Reviews.Application.Moderation;

/// <summary>A window in whole seconds since 1970 (UTC): the times it was made of lie in it.</summary>
/// <param name="From">Its first second.</param>
/// <param name="Until">The second after its last.</param>
internal readonly record struct ExcludedTime(uint From, uint Until)
{
    public const string Rule = "from and until must be times between 1970 and 2106, and until must be the later one.";

    /// <summary>The window between two times; null when it is not valid.</summary>
    public static ExcludedTime? Of(DateTimeOffset? from, DateTimeOffset? until)
    {
        if (from is not { } first || until is not { } end || first >= end) return null;
        var (start, stop) = (first.ToUnixTimeSeconds(), end.ToUnixTimeSeconds() + (end.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1));
        return start >= 0 && stop <= uint.MaxValue ? new ExcludedTime((uint)start, (uint)stop) : null;
    }
}
