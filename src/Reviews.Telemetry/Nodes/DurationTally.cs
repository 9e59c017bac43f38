namespace Reviews.Telemetry.Nodes;

/// <summary>Counts durations by size, to tell how long most took. Fixed memory; thread-safe.</summary>
internal sealed class DurationTally
{
    /// <summary>The ratio of each size to the previous one: reported durations are at most 20 % too long.</summary>
    private const double Step = 1.2;

    /// <summary>The shortest duration distinguished: 50 µs.</summary>
    private const double Shortest = 0.00005;

    /// <summary>Number of sizes: the longest is over a minute, and anything longer counts as that.</summary>
    private const int Sizes = 80;

    private readonly long[] _counts = new long[Sizes];

    public void Count(double seconds)
    {
        var size = seconds <= Shortest ? 0 : (int)Math.Ceiling(Math.Log(seconds / Shortest, Step));
        Interlocked.Increment(ref _counts[Math.Min(size, Sizes - 1)]);
    }

    /// <summary>Returns what was counted since the last call, and resets the counts.</summary>
    public DurationCounts Take() => new([.. Enumerable.Range(0, Sizes).Select(size => Interlocked.Exchange(ref _counts[size], 0))]);

    /// <summary>Counts by size.</summary>
    internal readonly record struct DurationCounts(long[] BySize)
    {
        public long Total => BySize.Sum();

        /// <summary>The number of seconds within which this share of all finished; 0 if there were none.</summary>
        /// <param name="part">0 to 1: 0.5 is the median.</param>
        public double Within(double part)
        {
            var wanted = Math.Max(1, (long)Math.Ceiling(Total * part));
            var seen = 0L;
            for (var size = 0; size < Sizes; size++)
            {
                seen += BySize[size];
                if (seen >= wanted) return Shortest * Math.Pow(Step, size);
            }

            return 0;
        }
    }
}
