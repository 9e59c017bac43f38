namespace Reviews.Domain.Ballots;

/// <summary>
/// A small table of packed entries in one flat array: first a byte of each member's hash (its tag), then the entries, in insertion order. A
/// search scans the tags, many per step, and looks at an entry only where the tag matches. 18 bytes per entry, plus at most an eighth (or 8
/// entries) of spare capacity.
/// </summary>
internal sealed class BallotTable
{
    private const int EntrySize = 1 + BallotEntry.PackedSize;
    private const int LeastGrowth = 8;
    private const int GrowthFraction = 8;

    // An object's header and fields, and an array's header, on a 64-bit runtime.
    private const int Overhead = 32 + 24;

    private byte[] _bytes;
    private int _capacity;

    /// <summary>An empty table with room for <paramref name="capacity"/> entries.</summary>
    public BallotTable(int capacity)
    {
        _bytes = NewBytes(capacity);
        _capacity = capacity;
    }

    /// <summary>Entries in the table.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held, including spare capacity and object headers.</summary>
    public int MemoryBytes => _bytes.Length + Overhead;

    /// <summary>Where the member's entry is; -1 when there is none.</summary>
    public int Find(long memberId, byte tag)
    {
        var tags = _bytes.AsSpan(0, Count);
        for (var from = 0; from < tags.Length; from++)
        {
            var step = tags[from..].IndexOf(tag);
            if (step < 0)
                return -1;

            from += step;
            if (BallotEntry.ReadMemberId(PackedAt(from)) == memberId)
                return from;
        }

        return -1;
    }

    public BallotEntry EntryAt(int index) => BallotEntry.Read(PackedAt(index));

    /// <summary>Overwrites the entry at <paramref name="index"/> with one of the same member.</summary>
    public void Replace(int index, in BallotEntry entry) => entry.Write(PackedAt(index));

    public void Add(in BallotEntry entry, byte tag)
    {
        if (Count == _capacity)
            Resize(_capacity + Math.Max(LeastGrowth, _capacity / GrowthFraction));

        _bytes[Count] = tag;
        entry.Write(PackedAt(Count++));
    }

    // Nothing beyond Count is ever read, so it need not be zeroed.
    private static byte[] NewBytes(int capacity) => capacity == 0 ? [] : GC.AllocateUninitializedArray<byte>(capacity * EntrySize);

    private Span<byte> PackedAt(int index) => _bytes.AsSpan(_capacity + index * BallotEntry.PackedSize, BallotEntry.PackedSize);

    private void Resize(int capacity)
    {
        var bytes = NewBytes(capacity);
        _bytes.AsSpan(0, Count).CopyTo(bytes);
        _bytes.AsSpan(_capacity, Count * BallotEntry.PackedSize).CopyTo(bytes.AsSpan(capacity));
        (_bytes, _capacity) = (bytes, capacity);
    }
}
