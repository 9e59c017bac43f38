using System.Buffers;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Compaction;

/// <summary>
/// Writes a snapshot in slices that nobody reads yet, then makes it the journal's beginning by updating one row. A crash between any two
/// steps leaves the journal as it was, plus the mark that says what to sweep.
/// </summary>
internal sealed class SnapshotWriter(GroupCommit writer, Sweeper sweeper)
{
    /// <summary>Each slice is a separate write, so that no vote waits for a large snapshot.</summary>
    public const int SliceBytes = 256 << 10;

    /// <summary>Returns the new head, or null if another writer has changed the journal's beginning in the meantime.</summary>
    public async Task<JournalHead?> WriteAsync(
        JournalName name, JournalReading seen, ReadOnlySequence<byte> bytes, bool mustEndLog, CancellationToken cancellationToken)
    {
        if (seen.Journal is not { } journal) throw new ArgumentException("A journal without a segment has nothing to compact.",
            nameof(seen));
        var reserved = await writer.WriteAsync(new ReserveSnapshot(name, seen.Incarnation, journal, seen.Head.Generation));
        if (!reserved.Applied) return null;
        try
        {
            if (await PutSlicesAsync(name, seen.Incarnation, journal, reserved.Value, bytes, cancellationToken) is not { } slices)
                return null;
            var head = seen.Head with { Base = seen.Next, Snapshot = reserved.Value, Slices = slices, SnapshotBytes = bytes.Length };
            var flip = await writer.WriteAsync(new FlipHead(name, seen.Incarnation, journal, seen.Head.Snapshot, head, mustEndLog));
            return flip.Applied ? head : null;
        }
        finally
        {
            // A caller replacing the whole journal may be doing so because none of its past may remain.
            if (mustEndLog) await sweeper.SweepNowAsync(name, seen.Incarnation, journal, reserved.Value);
            else await sweeper.SweepAsync(name, seen.Incarnation, journal, reserved.Value);
        }
    }

    private async Task<long?> PutSlicesAsync(
        JournalName name, long incarnation, long journal, long snapshot, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        var slices = 0L;
        for (; !bytes.IsEmpty; slices++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slice = bytes.Slice(0, Math.Min(SliceBytes, bytes.Length)).ToArray();
            bytes = bytes.Slice(slice.Length);
            var checksum = Checksums.Of(slice, Checksums.Slice(name.Seed, snapshot, slices));
            var put = await writer.WriteAsync(new PutSlice(name, incarnation, journal, snapshot, slices, checksum, slice));
            if (!put.Applied) return null;
        }

        return slices;
    }
}
