namespace Reviews.Storage.Journals;

/// <summary>Where a journal begins. Appends don't touch it; only compactions, replacements and deletions do.</summary>
/// <param name="Generation">Counts deletions, starting at 1; never used twice.</param>
/// <param name="Base">Number of the first segment after the snapshot. Numbers never go back, not even across deletions.</param>
/// <param name="Snapshot">Id of the snapshot; 0 if there is none.</param>
/// <param name="Slices">Number of slices in the snapshot, numbered from 0.</param>
/// <param name="SnapshotBytes">Bytes in them.</param>
internal sealed record JournalHead(long Generation, long Base, long Snapshot, long Slices, long SnapshotBytes)
{
    /// <summary>The head of a journal that nobody has written.</summary>
    public static JournalHead First { get; } = new(1, 1, 0, 0, 0);

    /// <summary>The head of the emptied journal: the next generation, continuing at the next number.</summary>
    public JournalHead Tombstone(long next) => new(Generation + 1, next, 0, 0, 0);

    public ulong Checksum(JournalName name) => Checksums.Of(name.Seed, Generation, Base, Snapshot, Slices, SnapshotBytes);
}
