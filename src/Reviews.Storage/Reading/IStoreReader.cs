using System.Threading.Channels;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>One state record as stored.</summary>
/// <param name="ETag">Its number; null: it was never written.</param>
/// <param name="Data">Null: cleared.</param>
/// <param name="Incarnation">The store's incarnation that it was read under.</param>
internal sealed record RecordRow(long? ETag, byte[]? Data, long Incarnation)
{
    /// <summary>A record that nobody has written yet.</summary>
    public static RecordRow Nothing(long incarnation) => new(null, null, incarnation);
}

/// <summary>Where a state record is.</summary>
internal readonly record struct RecordName(string Grain, string State);

/// <summary>A journal in which something may be left that no head refers to.</summary>
internal sealed record SweepMark(long Journal, string Name, long Mark);

/// <summary>
/// Reads beside the writer, each call on one consistent state of the store. Checksums are verified here: what comes back is what was
/// written, or a <see cref="CorruptRecordException"/> comes.
/// </summary>
internal interface IStoreReader
{
    /// <summary>Reads that wait for a connection.</summary>
    int QueuedReads { get; }

    /// <summary>
    /// Sends a journal's snapshot and segments in order, in chunks of about <see cref="ChunkBytes"/>, and completes the channel.
    /// </summary>
    Task<JournalReading> ReadJournalAsync(
        JournalName name, ChannelWriter<IReadOnlyList<byte[]>> chunks, CancellationToken cancellationToken);

    /// <summary>Its ETag is null when it was never written.</summary>
    Task<RecordRow> ReadRecordAsync(string grain, string state, CancellationToken cancellationToken);

    /// <summary>Names of journals that hold something, in ordinal order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<string>> ListJournalsAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>Names of records that are not cleared, in a fixed order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<RecordName>> ListRecordsAsync(RecordName after, int limit, CancellationToken cancellationToken);

    /// <summary>What is wrong with a journal; null: nothing, or there is no such journal.</summary>
    Task<JournalDamage?> ExamineJournalAsync(JournalName name, CancellationToken cancellationToken);

    /// <summary>What is wrong with a record; null: nothing, or there is no such record.</summary>
    Task<RecordDamage?> ExamineRecordAsync(string grain, string state, CancellationToken cancellationToken);

    Task<IReadOnlyList<SweepMark>> ReadSweepMarksAsync(CancellationToken cancellationToken);

    /// <summary>Bytes that travel together from a reading thread to the grain that wakes.</summary>
    const int ChunkBytes = 1 << 20;
}
