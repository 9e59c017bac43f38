namespace Reviews.Domain.Ballots;

/// <summary>
/// Linear hashing (Litwin, 1980) over small tables: whenever they hold more than <see cref="MeanEntries"/> on average, the next one in turn
/// is split in two. So no step moves more than a few hundred entries, whatever the total, and every table is nearly full at any size.
/// </summary>
internal sealed class BallotTables
{
    /// <summary>
    /// Maximum average entries per table: 256. A table waiting for its split may hold twice that; a search still fits in the cache.
    /// </summary>
    public const int MeanEntries = 256;

    private readonly List<BallotTable> _tables = [new(capacity: 0)];

    // Tables in the current round, a power of two; those below _split have been split in it.
    private int _round = 1;
    private int _split;
    private long _tableBytes;

    public BallotTables() => _tableBytes = _tables[0].MemoryBytes;

    /// <summary>Entries in all tables.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held by all tables and the list of them.</summary>
    public long MemoryBytes => _tableBytes + (long)_tables.Capacity * IntPtr.Size;

    /// <summary>The place of a member's entry; its index is -1 when there is none.</summary>
    public Place Find(long memberId)
    {
        var hash = Mix(memberId);
        var table = _tables[TableOf(hash)];
        return new Place(table, table.Find(memberId, Tag(hash)));
    }

    /// <summary>Adds the entry of a member who has none.</summary>
    public void Add(in BallotEntry entry)
    {
        var hash = Mix(entry.MemberId);
        var table = _tables[TableOf(hash)];
        _tableBytes -= table.MemoryBytes;
        table.Add(entry, Tag(hash));
        _tableBytes += table.MemoryBytes;
        Count++;
        if (Count > _tables.Count * (long)MeanEntries)
            SplitNext();
    }

    public IEnumerable<BallotEntry> All()
    {
        foreach (var table in _tables)
        {
            for (var index = 0; index < table.Count; index++)
                yield return table.EntryAt(index);
        }
    }

    private void SplitNext()
    {
        var whole = _tables[_split];
        var toLow = CountLow(whole);
        var (low, high) = (new BallotTable(toLow), new BallotTable(whole.Count - toLow));
        for (var index = 0; index < whole.Count; index++)
        {
            var entry = whole.EntryAt(index);
            var hash = Mix(entry.MemberId);
            (StaysInLow(hash) ? low : high).Add(entry, Tag(hash));
        }

        _tableBytes += low.MemoryBytes + high.MemoryBytes - whole.MemoryBytes;
        _tables[_split] = low;
        _tables.Add(high);
        if (++_split == _round)
            (_round, _split) = (_round * 2, 0);
    }

    private int CountLow(BallotTable whole)
    {
        var low = 0;
        for (var index = 0; index < whole.Count; index++)
        {
            if (StaysInLow(Mix(whole.EntryAt(index).MemberId)))
                low++;
        }

        return low;
    }

    private bool StaysInLow(ulong hash) => (hash & (ulong)_round) == 0;

    private int TableOf(ulong hash)
    {
        var index = (int)(hash & (ulong)(_round - 1));
        return index >= _split ? index : (int)(hash & (ulong)(_round * 2 - 1));
    }

    // The table is chosen by the low bits, the tag by the high ones: members in one table still differ in their tags.
    private static byte Tag(ulong hash) => (byte)(hash >> 56);

    // The finalizer of MurmurHash3: sequential ids, or ids that differ in only a few bits, spread evenly.
    private static ulong Mix(long memberId)
    {
        var hash = (ulong)memberId;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    /// <summary>Where an entry is, until the next <see cref="Add"/>.</summary>
    public readonly record struct Place(BallotTable Table, int Index)
    {
        public bool Found => Index >= 0;

        public BallotEntry Entry => Table.EntryAt(Index);

        public void Replace(in BallotEntry entry) => Table.Replace(Index, entry);
    }
}
