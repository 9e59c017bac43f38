using Reviews.Storage.Journals;

namespace Reviews.Storage.Writing;

/// <summary>
/// Adds one segment, if the journal still has this name and generation, has not been compacted past this number, has the segment before it
/// (unless it is the first after the snapshot), and nobody has written this number. With no <paramref name="journal"/> id yet, the journal
/// must not exist and is created. Returns the journal's id.
/// </summary>
internal sealed class AppendSegment(
    JournalName name, long incarnation, long? journal, JournalHead head, long number, ulong checksum, byte[] data)
    : StoreWrite(name.Value, name.Kind, data.Length, incarnation)
{
    public JournalName Name { get; } = name;
    public long? Journal { get; } = journal;
    public JournalHead Head { get; } = head;
    public long Number { get; } = number;
    public ulong Checksum { get; } = checksum;
    public byte[] Data { get; } = data;

    public override void Count(KindStatistics statistics) => statistics.CountAppend(Bytes);
}

/// <summary>
/// Allocates a snapshot id that was never used, and marks the journal for sweeping until the snapshot is done. Returns the id.
/// </summary>
internal sealed class ReserveSnapshot(JournalName name, long incarnation, long journal, long generation)
    : StoreWrite(name.Value, name.Kind, 0, incarnation)
{
    public long Journal { get; } = journal;
    public long Generation { get; } = generation;
}

/// <summary>
/// Adds one slice of a snapshot that nobody reads yet, while the journal is marked for sweeping, so that no slice is ever leaked.
/// </summary>
internal sealed class PutSlice(
    JournalName name, long incarnation, long journal, long snapshot, long number, ulong checksum, byte[] data)
    : StoreWrite(name.Value, name.Kind, data.Length, incarnation)
{
    public long Journal { get; } = journal;
    public long Snapshot { get; } = snapshot;
    public long Number { get; } = number;
    public ulong Checksum { get; } = checksum;
    public byte[] Data { get; } = data;

    public override void Count(KindStatistics statistics) => statistics.CountSlice(Bytes);
}

/// <summary>
/// Makes a snapshot the journal's beginning by updating one row, if generation and earlier snapshot are as seen and every slice is there.
/// </summary>
/// <param name="name">The journal.</param>
/// <param name="incarnation">The store incarnation the journal was read under.</param>
/// <param name="journal">Its id.</param>
/// <param name="seenSnapshot">The snapshot the new one was made from.</param>
/// <param name="head">The new head.</param>
/// <param name="mustEndLog">True if no segment may exist at or after the new base (the whole journal is replaced, not compacted).</param>
internal sealed class FlipHead(
    JournalName name, long incarnation, long journal, long seenSnapshot, JournalHead head, bool mustEndLog)
    : StoreWrite(name.Value, name.Kind, 0, incarnation)
{
    public long Journal { get; } = journal;
    public long SeenSnapshot { get; } = seenSnapshot;
    public JournalHead Head { get; } = head;
    public ulong Checksum { get; } = head.Checksum(name);
    public bool MustEndLog { get; } = mustEndLog;

    public override void Count(KindStatistics statistics) => statistics.CountCompaction();
}

/// <summary>
/// Empties a journal: the head stays as a tombstone with the next generation, so that no earlier writer ever matches again. Marks it for
/// sweeping and returns the mark.
/// </summary>
internal sealed class DeleteJournal(JournalName name, long incarnation, long journal, long generation, JournalHead tombstone)
    : StoreWrite(name.Value, name.Kind, 0, incarnation)
{
    public long Journal { get; } = journal;
    public long Generation { get; } = generation;
    public JournalHead Tombstone { get; } = tombstone;
    public ulong Checksum { get; } = tombstone.Checksum(name);
}

/// <summary>
/// Cuts a damaged journal back to what is intact: gives it a new head, and removes its segments from a number on. Whatever no head then
/// refers to is swept later.
/// </summary>
internal sealed class CutJournal(JournalName name, long incarnation, JournalCut cut) : StoreWrite(name.Value, name.Kind, 0, incarnation)
{
    public JournalCut Cut { get; } = cut;
    public ulong Checksum { get; } = cut.Head.Checksum(name);
}

/// <summary>
/// Removes a bounded piece of what no head refers to: segments before the base, slices of other snapshots up to the mark. When nothing is
/// left, removes the mark. Returns how many rows were removed.
/// </summary>
internal sealed class SweepPiece(JournalName name, long incarnation, long journal, long mark)
    : StoreWrite(name.Value, name.Kind, 0, incarnation)
{
    /// <summary>Segments removed by one piece.</summary>
    public const int MaxSegments = 256;

    /// <summary>Slices removed by one piece.</summary>
    public const int MaxSlices = 4;

    public long Journal { get; } = journal;
    public long Mark { get; } = mark;
}
