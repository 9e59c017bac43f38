using Reviews.Storage.Compaction;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.SqlJournals;

/// <summary>What every journal of one store shares.</summary>
internal sealed record JournalServices(
    GroupCommit Writer, JournalFeed Feed, SnapshotWriter Snapshots, CompactionScheduler Compactions, StoreIncarnations Incarnations,
    StoreOptions Options)
{
    /// <summary>The cost of log above which a journal with such a snapshot is compacted.</summary>
    public long FoldThreshold(long snapshotBytes) => Math.Max(snapshotBytes, Options.FoldFloorBytes);
}
