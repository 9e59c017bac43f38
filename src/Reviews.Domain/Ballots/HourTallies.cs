using System.Runtime.InteropServices;

namespace Reviews.Domain.Ballots;

/// <summary>Standing votes of new accounts by the hour they were cast; 8 bytes per hour with votes.</summary>
internal sealed class HourTallies
{
    private const uint SecondsAnHour = 60 * 60;

    // In order of hours, like the day tallies.
    private readonly List<HourTally> _hours = [];

    /// <summary>The live tallies, oldest first; valid until the next vote.</summary>
    public ReadOnlySpan<HourTally> All => CollectionsMarshal.AsSpan(_hours);

    public void Clear() => _hours.Clear();

    public void Add(in BallotEntry vote)
    {
        if (!vote.IsOfYoung)
            return;

        var at = Find(vote.CastAt, out var hour);
        if (at < 0)
            _hours.Insert(~at, new HourTally(hour, 1));
        else
            _hours[at] = _hours[at] with { Count = _hours[at].Count + 1 };
    }

    public void Remove(in BallotEntry vote)
    {
        if (!vote.IsOfYoung)
            return;

        var at = Find(vote.CastAt, out _);
        if (_hours[at].Count == 1)
            _hours.RemoveAt(at);
        else
            _hours[at] = _hours[at] with { Count = _hours[at].Count - 1 };
    }

    // The index of the hour's tally, or the bitwise complement of where it belongs.
    private int Find(uint castAt, out int hour)
    {
        hour = (int)(castAt / SecondsAnHour);
        return _hours.Count > 0 && _hours[^1].Hour == hour
            ? _hours.Count - 1
            : _hours.BinarySearch(new HourTally(hour, 0), HourTally.ByHour);
    }
}

/// <summary>The new accounts' votes of one hour.</summary>
/// <param name="Hour">Hours since 1970.</param>
/// <param name="Count">How many; at least 1.</param>
internal readonly record struct HourTally(int Hour, int Count)
{
    public static readonly Comparer<HourTally> ByHour = Comparer<HourTally>.Create((one, other) => one.Hour.CompareTo(other.Hour));

    public uint Start => (uint)Hour * 60 * 60;
}
