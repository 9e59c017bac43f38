using System.Collections.Immutable;

namespace Reviews.Domain.Ballots;

/// <summary>An hour in which an unusual number of new accounts voted on a film. A hint for a closer look, not a verdict.</summary>
/// <param name="From">The hour's first second, since 1970 (UTC).</param>
/// <param name="Votes">Standing votes cast in that hour by accounts that were new at the time.</param>
public readonly record struct Surge(uint From, int Votes)
{
    /// <summary>The length of a surge: an hour, in seconds.</summary>
    public const uint Seconds = 60 * 60;

    /// <summary>Maximum surges reported per film, the newest: 20.</summary>
    public const int MaxTold = 20;

    /// <summary>The usual number is the mean over this many preceding hours: 28 days.</summary>
    internal const int UsualHours = 28 * 24;

    /// <summary>A surge has at least this many times the usual votes.</summary>
    internal const int TimesUsual = 10;

    /// <summary>
    /// Finds the hours with at least <paramref name="leastVotes"/> votes that have ten times what was usual in the preceding 28 days,
    /// counting hours without votes.
    /// </summary>
    /// <returns>Oldest first, the newest <see cref="MaxTold"/>.</returns>
    internal static ImmutableArray<Surge> Find(ReadOnlySpan<HourTally> hours, int leastVotes)
    {
        var found = new Queue<Surge>();
        var (first, before) = (0, 0L);   // the first hour of the 28 days, and the votes from it up to the current hour
        for (var at = 0; at < hours.Length; at++)
        {
            var hour = hours[at];
            for (; hours[first].Hour < hour.Hour - UsualHours; first++)
                before -= hours[first].Count;
            if (hour.Count >= leastVotes && (long)hour.Count * UsualHours >= TimesUsual * before)
                found.Enqueue(new Surge(hour.Start, hour.Count));
            if (found.Count > MaxTold)
                found.Dequeue();
            before += hour.Count;
        }

        return [.. found];
    }
}
