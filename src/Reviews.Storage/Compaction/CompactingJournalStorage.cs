using System.Buffers;
using Orleans.Journaling;
using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Compaction;

/// <summary>
/// The journal as one compaction sees it: everything that was durable when it was read. It requests compaction immediately, and its
/// replacement becomes the beginning of the live journal, whose later segments stay.
/// </summary>
internal sealed class CompactingJournalStorage(JournalName name, JournalFeed feed, SnapshotWriter snapshots) : IJournalStorage
{
    public JournalName Name { get; } = name;

    /// <summary>What was compacted; null until it has been read.</summary>
    public JournalReading? Seen { get; private set; }

    /// <summary>The new head; null until it is durable.</summary>
    public JournalHead? Head { get; private set; }

    public bool IsCompactionRequested => true;

    public async ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken) =>
        Seen = await feed.FeedAsync(Name, consumer, cancellationToken);

    public async ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
    {
        var seen = Seen ?? throw new InvalidOperationException("A compaction replaces only what it has read.");
        Head = await snapshots.WriteAsync(Name, seen, value, mustEndLog: false, cancellationToken)
               ?? throw new InconsistentStateException(
                   $"The journal '{Name.Value}' was compacted or deleted by another while this compaction ran.");
    }

    public ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A compaction never appends: the living journal has one writer.");

    public ValueTask DeleteAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A compaction never deletes: the living journal has one writer.");
}
