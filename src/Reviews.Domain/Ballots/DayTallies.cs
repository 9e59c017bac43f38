namespace Reviews.Domain.Ballots;

/// <summary>Standing votes by the UTC day they were cast; 16 bytes a day that has some, at most 49,711 days (32-bit seconds end in 2106).</summary>
internal sealed class DayTallies
{
    private const uint SecondsADay = 24 * 60 * 60;
    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;

    // In the order of the days: news come at the end, and a timeline is read as it lies.
    private readonly List<Tally> _days = [];

    public void Add(in BallotEntry vote)
    {
        var at = Find(vote.CastAt, out var day);
        if (at < 0)
            _days.Insert(~at, new Tally(day, 1, vote.HalfStars));
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

    public IReadOnlyList<(DateOnly Day, int Count, long HalfStarSum)> Read()
    {
        var timeline = new (DateOnly, int, long)[_days.Count];
        for (var i = 0; i < timeline.Length; i++)
            timeline[i] = (DateOnly.FromDayNumber(FirstDay + _days[i].Day), _days[i].Count, _days[i].HalfStarSum);

        return timeline;
    }

    // The index of the day's tally, or the complement of where it belongs.
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

    private readonly record struct Tally(int Day, int Count, long HalfStarSum);
}
