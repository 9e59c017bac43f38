using Reviews.Domain.Ballots;

namespace Domain.Tests.Fixtures;

/// <summary>What a ballot book means, in the plainest words: a dictionary, and everything else counted from it when asked.</summary>
internal sealed class NaiveBook
{
    private readonly Dictionary<long, BallotEntry> _registers = [];

    public long Version { get; private set; }

    public IEnumerable<BallotEntry> Entries => _registers.Values.OrderBy(entry => entry.MemberId);

    private IEnumerable<BallotEntry> Standing => _registers.Values.Where(entry => entry.HalfStars > 0);

    public bool Enter(BallotEntry entry)
    {
        var known = _registers.TryGetValue(entry.MemberId, out var before);
        if (known && entry.Ticket <= before.Ticket)
            return false;

        if (entry.HalfStars != before.HalfStars)
            Version++;

        _registers[entry.MemberId] = known && entry.HalfStars == before.HalfStars ? before with { Ticket = entry.Ticket } : entry;
        return true;
    }

    public int[] Histogram() => [.. Enumerable.Range(1, 10).Select(halfStars => Standing.Count(entry => entry.HalfStars == halfStars))];

    public (DateOnly Day, int Count, long HalfStarSum)[] Timeline() =>
    [
        .. Standing.GroupBy(entry => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(entry.CastAt).UtcDateTime))
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, day.Count(), day.Sum(entry => (long)entry.HalfStars))),
    ];
}
