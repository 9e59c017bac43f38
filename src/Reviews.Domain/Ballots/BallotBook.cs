using System.Collections.Immutable;
using Reviews.Domain.Ratings;

namespace Reviews.Domain.Ballots;

/// <summary>
/// Who voted what on one film: one register per member, the highest ticket wins. Members who withdrew keep their register forever, so that
/// nothing at or below its ticket ever counts again. At most 24 bytes per register from 1,000 registers on. Not thread-safe.
/// </summary>
/// <remarks>A vote stands when it is not withdrawn and its member is not suspended; it counts when it stands and is not in an excluded
/// window. This is derived from registers and windows, so overlapping reasons can't undo each other.</remarks>
public sealed class BallotBook
{
    private readonly BallotTables _registers = new();
    private readonly DayTallies _days = new();
    private readonly HourTallies _young = new();
    private readonly ExcludedWindows _excluded = new();
    private int _writes;

    /// <summary>Registers, withdrawn ones included.</summary>
    public int Count => _registers.Count;

    /// <summary>
    /// Grows by one with every change to the standing votes (one appears, disappears or gets other stars), and with every change to the
    /// windows.
    /// </summary>
    public long Version { get; private set; }

    /// <summary>The votes that count; kept up to date with every entry.</summary>
    public Scorecard Scorecard { get; private set; }

    /// <summary>Bytes held by the tables of registers, including headers and spare capacity. The timeline adds 16 bytes per day with votes,
    /// and 8 bytes per hour in which new accounts voted.</summary>
    public long MemoryBytes => _registers.MemoryBytes;

    /// <summary>The windows whose votes do not count, earliest first.</summary>
    public ImmutableArray<ExcludedWindow> Windows => _excluded.All;

    /// <summary>The same windows with the standing votes in them; a vote in two windows is included in both.</summary>
    public ImmutableArray<(ExcludedWindow Window, int Votes)> ReadWindows() => _excluded.Tallies;

    /// <summary>The member's register, withdrawn or not; false when the member never voted here.</summary>
    public bool TryGet(long memberId, out BallotEntry entry)
    {
        var place = _registers.Find(memberId);
        entry = place.Found ? place.Entry : default;
        return place.Found;
    }

    /// <summary>Records a vote or a withdrawal. With the same stars as before, only the ticket and the suspended flag are updated: the vote
    /// keeps its earlier time.</summary>
    /// <returns>True when the register was written; false, with nothing changed, when its ticket is as high or higher.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than ten half stars.</exception>
    public bool Enter(in BallotEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.HalfStars, Stars.MaxHalfStars, nameof(entry));
        var place = _registers.Find(entry.MemberId);
        if (place.Found)
            return Supersede(place, entry);

        _registers.Add(entry);
        _writes++;
        if (entry.Stands)
            Change(default, entry);

        return true;
    }

    /// <summary>Excludes the votes of these windows and no others. Takes time linear in the number of registers.</summary>
    /// <returns>True when that changed anything.</returns>
    public bool Exclude(IReadOnlyCollection<ExcludedWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (_excluded.All.ToHashSet().SetEquals(windows))
            return false;

        (Scorecard, _writes) = (default, _writes + 1);
        _days.Clear();
        _young.Clear();
        _excluded.Replace(windows);
        foreach (var entry in Entries())
            PutIn(entry);
        Version++;
        return true;
    }

    /// <summary>The votes that count by the UTC day they were cast, oldest first. A copy; days without any are left out.</summary>
    public IReadOnlyList<(DateOnly Day, int Count, long HalfStarSum)> Timeline() => _days.Read();

    /// <summary>The same votes in at most <see cref="Trend.MaxBuckets"/> buckets, oldest first; their sums are the scorecard's.</summary>
    public ImmutableArray<TrendBucket> ReadTrend() => Trend.Of(_days.All);

    /// <summary>
    /// The hours with unusually many votes of new accounts, oldest first, at most <see cref="Surge.MaxTold"/>. Excluding such an hour
    /// does not hide it.
    /// </summary>
    /// <param name="leastVotes">An hour with fewer votes is never unusual.</param>
    public ImmutableArray<Surge> ReadSurges(int leastVotes) => Surge.Find(_young.All, leastVotes);

    /// <summary>Recounts every register, ignoring the live numbers.</summary>
    public Scorecard Recount() => Recount(Counts);

    /// <summary>Counts all votes, including those of suspended members and in excluded windows: as members' own lists have them.</summary>
    public Scorecard RecountAll() => Recount(entry => entry.IsVote);

    /// <summary>Sets the version after the entries of a snapshot were read, to continue from where the snapshot was taken.</summary>
    public void Restore(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        Version = version;
    }

    /// <summary>Every register, in no particular order; entering them in any order into an empty book gives the same votes.</summary>
    /// <exception cref="InvalidOperationException">The book was modified during enumeration.</exception>
    public IEnumerable<BallotEntry> Entries()
    {
        var writes = _writes;
        foreach (var entry in _registers.All())
        {
            if (writes != _writes)
                throw new InvalidOperationException("The ballot book was written while its entries were read.");

            yield return entry;
        }
    }

    private Scorecard Recount(Func<BallotEntry, bool> counts)
    {
        var recounted = default(Scorecard);
        foreach (var entry in Entries())
        {
            if (counts(entry))
                recounted = recounted.Add(Stars.FromHalfStars(entry.HalfStars));
        }

        return recounted;
    }

    private bool Counts(BallotEntry entry) => entry.Stands && !_excluded.Covers(entry.CastAt);

    private bool Supersede(BallotTables.Place place, in BallotEntry entry)
    {
        var standing = place.Entry;
        if (entry.Ticket <= standing.Ticket)
            return false;

        _writes++;
        var now = entry.HalfStars == standing.HalfStars ? standing with { Ticket = entry.Ticket, IsSuspended = entry.IsSuspended } : entry;
        place.Replace(now);
        if ((now.HalfStars, now.Stands) != (standing.HalfStars, standing.Stands) && (now.Stands || standing.Stands))
            Change(standing, now);

        return true;
    }

    private void Change(in BallotEntry before, in BallotEntry now)
    {
        TakeOut(before);
        PutIn(now);
        Version++;
    }

    private void TakeOut(in BallotEntry vote)
    {
        if (!vote.Stands)
            return;

        _young.Remove(vote);
        _excluded.Remove(vote);
        if (_excluded.Covers(vote.CastAt))
            return;

        Scorecard = Scorecard.Remove(Stars.FromHalfStars(vote.HalfStars));
        _days.Remove(vote);
    }

    private void PutIn(in BallotEntry vote)
    {
        if (!vote.Stands)
            return;

        _young.Add(vote);
        _excluded.Add(vote);
        if (_excluded.Covers(vote.CastAt))
            return;

        Scorecard = Scorecard.Add(Stars.FromHalfStars(vote.HalfStars));
        _days.Add(vote);
    }
}
