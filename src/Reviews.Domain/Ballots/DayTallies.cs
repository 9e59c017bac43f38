using System.Runtime.InteropServices;

namespace Reviews.Domain.Ballots;

/// <summary>
/// Standing votes by the UTC day they were cast; 16 bytes per day with votes, at most 49,711 days (32-bit seconds end in 2106).
/// </summary>
internal sealed class DayTallies
{
    private const uint SecondsADay = 24 * 60 * 60;

    // In order of days: new votes go to the end, and a timeline is read sequentially.
    private readonly List<DayTally> _days = [];

    public void Clear() => _days.Clear();

    public void Add(in BallotEntry vote)
    {
        var at = Find(vote.CastAt, out var day);
        if (at < 0)
            _days.Insert(~at, new DayTally(day, 1, vote.HalfStars));
        else
            _days[at] = _days[at] with { Count = _days[at].Count + 1, HalfStarSum = _days[at].HalfStarSum + vote.HalfStars };
    }

    public void Remove(in BallotEntry vote)
    {
        var at = Find(vote.CastAt, out _);
        var tally = _days[at];
        if (tally.Count == 1)
            _days.RemoveAt(at);
        else
            _days[at] = tally with { Count = tally.Count - 1, HalfStarSum = tally.HalfStarSum - vote.HalfStars };
    }

    /// <summary>The live tallies, oldest first; valid until the next vote.</summary>
    public ReadOnlySpan<DayTally> All => CollectionsMarshal.AsSpan(_days);

    public IReadOnlyList<(DateOnly Day, int Count, long HalfStarSum)> Read()
    {
        var timeline = new (DateOnly, int, long)[_days.Count];
        for (var i = 0; i < timeline.Length; i++)
            timeline[i] = (_days[i].Date, _days[i].Count, _days[i].HalfStarSum);

        return timeline;
    }

    // The index of the day's tally, or the bitwise complement of where it belongs.
    private int Find(uint castAt, out int day)
    {
        day = (int)(castAt / SecondsADay);
        if (_days.Count > 0 && _days[^1].Day == day)
            return _days.Count - 1;

        var (low, high) = (0, _days.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_days[middle].Day == day)
                return middle;

            if (_days[middle].Day < day)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}

/// <summary>The standing votes of one UTC day.</summary>
/// <param name="Day">Days since 1970.</param>
/// <param name="Count">How many; at least 1.</param>
/// <param name="HalfStarSum">Their sum in half stars.</param>
internal readonly record struct DayTally(int Day, int Count, long HalfStarSum)
{
    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;

    public DateOnly Date => DateOnly.FromDayNumber(FirstDay + Day);
}
