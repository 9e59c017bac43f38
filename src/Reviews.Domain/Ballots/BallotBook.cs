using System.Collections.Immutable;
using Reviews.Domain.Ratings;

namespace Reviews.Domain.Ballots;

/// <summary>
/// Who voted what on one film: one register a member, the highest ticket wins. Withdrawn members keep their register for ever, so that
/// nothing at or below its ticket ever counts again. At most 24 bytes a register from 1,000 registers on. Not safe for several threads.
/// </summary>
public sealed class BallotBook
{
    private readonly BallotTables _registers = new();
    private readonly DayTallies _days = new();
    private int _writes;

    /// <summary>Registers, withdrawn ones included.</summary>
    public int Count => _registers.Count;

    /// <summary>Grows by one with every change of the standing votes: one appears, disappears or has other stars.</summary>
    public long Version { get; private set; }

    /// <summary>The standing votes, counted; kept with every entry.</summary>
    public Scorecard Scorecard { get; private set; }

    /// <summary>Bytes held by the tables of registers, headers and room to grow included. The timeline's 16 bytes a day with votes come on top.</summary>
    public long MemoryBytes => _registers.MemoryBytes;

    /// <summary>The member's register, withdrawn or not; false when the member never voted here.</summary>
    public bool TryGet(long memberId, out BallotEntry entry)
    {
        var place = _registers.Find(memberId);
        entry = place.Found ? place.Entry : default;
        return place.Found;
    }

    /// <summary>Enters a vote or a withdrawal. With the stars that stand already only the ticket is taken: the vote stands since its earlier time.</summary>
    /// <returns>True when the register was written; false, and nothing changed, when its ticket is as high or higher.</returns>
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

    /// <summary>The standing votes by the UTC day they were cast, oldest first. A copy; days without any are left out.</summary>
    public IReadOnlyList<(DateOnly Day, int Count, long HalfStarSum)> Timeline() => _days.Read();

    /// <summary>The same votes in at most <see cref="Trend.MaxBuckets"/> buckets, oldest first; their sums are the scorecard's.</summary>
    public ImmutableArray<TrendBucket> ReadTrend() => Trend.Of(_days.All);

    /// <summary>Counts every register anew, without a look at the live numbers.</summary>
    public Scorecard Recount()
    {
        var recounted = default(Scorecard);
        foreach (var entry in Entries())
        {
            if (entry.Stands)
                recounted = recounted.Add(Stars.FromHalfStars(entry.HalfStars));
        }

        return recounted;
    }

    /// <summary>Sets the version, after the entries of a snapshot were entered: it goes on from where the snapshot was taken.</summary>
    public void Restore(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        Version = version;
    }

    /// <summary>Every register, in no order of use to anyone; entering them in any order into an empty book gives the same votes.</summary>
    /// <exception cref="InvalidOperationException">The book was written while it was read.</exception>
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

    private bool Supersede(BallotTables.Place place, in BallotEntry entry)
    {
        var standing = place.Entry;
        if (entry.Ticket <= standing.Ticket)
            return false;

        _writes++;
        if (entry.HalfStars == standing.HalfStars)
        {
            place.Replace(standing with { Ticket = entry.Ticket });
            return true;
        }

        place.Replace(entry);
        Change(standing, entry);
        return true;
    }

    private void Change(in BallotEntry before, in BallotEntry now)
    {
        if (before.Stands)
        {
            Scorecard = Scorecard.Remove(Stars.FromHalfStars(before.HalfStars));
            _days.Remove(before);
        }

        if (now.Stands)
        {
            Scorecard = Scorecard.Add(Stars.FromHalfStars(now.HalfStars));
            _days.Add(now);
        }

        Version++;
    }
}
