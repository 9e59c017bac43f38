using Reviews.Storage.Compaction;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.SqlJournals;

/// <summary>What all journals of one store share.</summary>
internal sealed record JournalServices(
    GroupCommit Writer, JournalFeed Feed, SnapshotWriter Snapshots, CompactionScheduler Compactions, StoreIncarnations Incarnations,
    StoreOptions Options)
{
    /// <summary>The log cost above which a journal with a snapshot of this size is compacted.</summary>
    public long CompactionThreshold(long snapshotBytes) => Math.Max(snapshotBytes, Options.CompactionFloorBytes);
}
