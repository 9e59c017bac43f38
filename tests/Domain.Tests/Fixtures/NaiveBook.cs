using Reviews.Domain.Ballots;

namespace Domain.Tests.Fixtures;

/// <summary>What a ballot book means, in the plainest words: a dictionary, and everything else counted from it when asked.</summary>
internal sealed class NaiveBook
{
    private readonly Dictionary<long, BallotEntry> _registers = [];

    public long Version { get; private set; }

    public IEnumerable<BallotEntry> Entries => _registers.Values.OrderBy(entry => entry.MemberId);

    /// <summary>The windows as they were last excluded.</summary>
    public ExcludedWindow[] Windows { get; private set; } = [];

    public IEnumerable<BallotEntry> Standing => _registers.Values.Where(entry => entry.HalfStars > 0 && !entry.IsSuspended);

    private IEnumerable<BallotEntry> Counting =>
        Standing.Where(entry => !Windows.Any(window => entry.CastAt >= window.From && entry.CastAt < window.Until));

    public bool Enter(BallotEntry entry)
    {
        var known = _registers.TryGetValue(entry.MemberId, out var before);
        if (known && entry.Ticket <= before.Ticket)
            return false;

        if (StarsThatStand(entry) != StarsThatStand(before))
            Version++;

        _registers[entry.MemberId] = known && entry.HalfStars == before.HalfStars
            ? before with { Ticket = entry.Ticket, IsSuspended = entry.IsSuspended }
            : entry;
        return true;
    }

    public void Exclude(ExcludedWindow[] windows)
    {
        windows = [.. windows.Distinct().OrderBy(window => window.From).ThenBy(window => window.Until)];
        if (!windows.SequenceEqual(Windows))
            Version++;

        Windows = windows;
    }

    public int[] Histogram() => [.. Enumerable.Range(1, 10).Select(halfStars => Counting.Count(entry => entry.HalfStars == halfStars))];

    public (DateOnly Day, int Count, long HalfStarSum)[] Timeline() =>
    [
        .. Counting.GroupBy(entry => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(entry.CastAt).UtcDateTime))
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, day.Count(), day.Sum(entry => (long)entry.HalfStars))),
    ];

    /// <summary>The surges by the rule's own words, one hour at a time.</summary>
    public Surge[] Surges(int leastVotes)
    {
        var hours = Standing.Where(entry => entry.IsOfYoung).GroupBy(entry => (int)(entry.CastAt / 3600))
            .ToDictionary(hour => hour.Key, hour => hour.Count());
        return
        [
            .. hours.Where(hour => hour.Value >= leastVotes && hour.Value >= 10.0 * Usual(hour.Key)).OrderBy(hour => hour.Key)
                .Select(hour => new Surge((uint)hour.Key * 3600, hour.Value)).TakeLast(20),
        ];

        double Usual(int at) => hours.Where(hour => hour.Key < at && hour.Key >= at - (28 * 24)).Sum(hour => hour.Value) / (28 * 24.0);
    }

    private static int StarsThatStand(BallotEntry entry) => entry.IsSuspended ? 0 : entry.HalfStars;
}
