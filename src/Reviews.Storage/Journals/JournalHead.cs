namespace Reviews.Storage.Journals;

/// <summary>Where a journal begins. Appends don't touch it; only a compaction, a replacement or a deletion do.</summary>
/// <param name="Generation">Counts deletions; from 1, never used twice.</param>
/// <param name="Base">Number of the first segment after the snapshot. Numbers never go back, over deletions too.</param>
/// <param name="Snapshot">Id of the snapshot; 0: none.</param>
/// <param name="Slices">How many slices that has, numbered from 0.</param>
/// <param name="SnapshotBytes">Bytes in them.</param>
internal sealed record JournalHead(long Generation, long Base, long Snapshot, long Slices, long SnapshotBytes)
{
    /// <summary>The head of a journal that nobody has written.</summary>
    public static JournalHead First { get; } = new(1, 1, 0, 0, 0);

    /// <summary>The head of the emptied journal: the next generation, going on at the next number.</summary>
    public JournalHead Tombstone(long next) => new(Generation + 1, next, 0, 0, 0);

    public ulong Checksum(JournalName name) => Checksums.Of(name.Seed, Generation, Base, Snapshot, Slices, SnapshotBytes);
}
