namespace Reviews.Storage;

/// <summary>What the store has done for the grains of one type. Bytes are payload, without the database's overhead.</summary>
public sealed class KindStatistics
{
    private long _appends;
    private long _appendedBytes;
    private long _compactions;
    private long _foldedBytes;
    private long _journalReads;
    private long _journalBytesRead;

    /// <summary>Segments appended: the journal writes that votes wait for.</summary>
    public long Appends => Interlocked.Read(ref _appends);

    /// <summary>Bytes in those segments.</summary>
    public long AppendedBytes => Interlocked.Read(ref _appendedBytes);

    /// <summary>Snapshots that became a journal's head.</summary>
    public long Compactions => Interlocked.Read(ref _compactions);

    /// <summary>Bytes in snapshot slices, including those of abandoned compactions.</summary>
    public long FoldedBytes => Interlocked.Read(ref _foldedBytes);

    /// <summary>Journals read in order to activate a grain.</summary>
    public long JournalReads => Interlocked.Read(ref _journalReads);

    /// <summary>Bytes of snapshots and segments in those reads.</summary>
    public long JournalBytesRead => Interlocked.Read(ref _journalBytesRead);

    internal void CountAppend(int bytes) => Count(ref _appends, ref _appendedBytes, bytes);

    internal void CountSlice(int bytes) => Interlocked.Add(ref _foldedBytes, bytes);

    internal void CountCompaction() => Interlocked.Increment(ref _compactions);

    internal void CountJournalRead(long bytes) => Count(ref _journalReads, ref _journalBytesRead, bytes);


    private static void Count(ref long times, ref long total, long bytes)
    {
        Interlocked.Increment(ref times);
        Interlocked.Add(ref total, bytes);
    }
}
