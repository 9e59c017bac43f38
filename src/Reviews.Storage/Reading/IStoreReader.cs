using System.Threading.Channels;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>One state record as stored.</summary>
/// <param name="ETag">Its number; null if it was never written.</param>
/// <param name="Data">Null if cleared.</param>
/// <param name="Incarnation">The store incarnation it was read under.</param>
internal sealed record RecordRow(long? ETag, byte[]? Data, long Incarnation)
{
    /// <summary>A record that nobody has written yet.</summary>
    public static RecordRow Nothing(long incarnation) => new(null, null, incarnation);
}

/// <summary>Where a state record is.</summary>
internal readonly record struct RecordName(string Grain, string State);

/// <summary>A journal that may still contain something no head refers to.</summary>
internal sealed record SweepMark(long Journal, string Name, long Mark);

/// <summary>
/// Reads in parallel with the writer; each call sees one consistent state of the store. Checksums are verified here: a read returns what
/// was written, or throws <see cref="CorruptRecordException"/>.
/// </summary>
internal interface IStoreReader
{
    /// <summary>Reads waiting for a connection.</summary>
    int QueuedReads { get; }

    /// <summary>
    /// Sends a journal's snapshot and segments in order, in chunks of about <see cref="ChunkBytes"/>, and completes the channel.
    /// </summary>
    Task<JournalReading> ReadJournalAsync(
        JournalName name, ChannelWriter<IReadOnlyList<byte[]>> chunks, CancellationToken cancellationToken);

    /// <summary>The ETag is null if the record was never written.</summary>
    Task<RecordRow> ReadRecordAsync(string grain, string state, CancellationToken cancellationToken);

    /// <summary>Names of journals that are not empty, in ordinal order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<string>> ListJournalsAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>Names of records that are not cleared, in a fixed order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<RecordName>> ListRecordsAsync(RecordName after, int limit, CancellationToken cancellationToken);

    /// <summary>What is wrong with a journal; null if nothing is, or there is no such journal.</summary>
    Task<JournalDamage?> ExamineJournalAsync(JournalName name, CancellationToken cancellationToken);

    /// <summary>What is wrong with a record; null if nothing is, or there is no such record.</summary>
    Task<RecordDamage?> ExamineRecordAsync(string grain, string state, CancellationToken cancellationToken);

    Task<IReadOnlyList<SweepMark>> ReadSweepMarksAsync(CancellationToken cancellationToken);

    /// <summary>Bytes sent together from a reader thread to the activating grain.</summary>
    const int ChunkBytes = 1 << 20;
}
