using System.Buffers;
using Orleans.Journaling;
using Orleans.Storage;
using Reviews.Storage.Compaction;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.SqlJournals;

/// <summary>
/// One activation's view of its journal: the generation it writes and the next number. Every write is conditional on that view, so a stale
/// activation, or a write that arrives late, is refused by the store itself. Used by one state manager, one call at a time.
/// </summary>
internal sealed class SqlJournalStorage(JournalName name, JournalServices services) : IJournalStorage, ICompactionTarget
{
    private readonly Lock _gate = new();
    private JournalReading? _view;
    private long _logCost;
    private long _foldAbove;
    private long _costAtRequest;
    private bool _foldAsked;

    /// <summary>Never: compaction runs alongside the live log, not inline.</summary>
    public bool IsCompactionRequested => false;

    public async ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken) =>
        SetView(await services.Feed.FeedAsync(name, consumer, cancellationToken));

    public async ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // Once queued, a write is not cancelled: its outcome matters more than the wait.
        var data = value.ToArray();
        var view = await GetViewAsync(cancellationToken);
        var checksum = Checksums.Of(data, Checksums.Segment(name.Seed, view.Next));
        var result = await services.Writer.WriteAsync(
            new AppendSegment(name, view.Incarnation, view.Journal, view.Head, view.Next, checksum, data));
        if (!result.Applied) throw Stale(view);
        _view = view with { Journal = result.Value, Next = view.Next + 1 };
        AskForCompaction(LogCost.Of(data.Length));
    }

    public async ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var view = await GetViewAsync(cancellationToken);
        if (view.Journal is null)
        {
            await AppendAsync(value, cancellationToken);
            return;
        }

        var current = await services.Feed.FeedAsync(name, NoConsumer.Instance, cancellationToken);
        if (current.Incarnation != view.Incarnation || current.Head.Generation != view.Head.Generation || current.Next != view.Next)
            throw Stale(view);
        var head = await services.Snapshots.WriteAsync(name, current, value, mustEndLog: true, cancellationToken) ?? throw Stale(view);
        SetView(current with { Head = head, Log = 0 });
    }

    public async ValueTask DeleteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var view = await GetViewAsync(cancellationToken);
        if (view.Journal is not { } journal) return;
        var tombstone = view.Head.Tombstone(view.Next);
        var result = await services.Writer.WriteAsync(new DeleteJournal(name, view.Incarnation, journal, view.Head.Generation, tombstone));
        if (!result.Applied) throw Stale(view);
        SetView(view with { Head = tombstone, Log = 0 });
        services.Compactions.RequestSweep(name, view.Incarnation, journal, result.Value);
    }

    void ICompactionTarget.OnCompacted(long snapshotBytes, long compactedCost)
    {
        lock (_gate)
        {
            // Everything counted at the time of the request is in the snapshot, including what an earlier compaction, requested by an
            // activation that is gone, took out of the log in the meantime: subtracting only what this one found would request another
            // compaction with every append.
            _logCost = Math.Max(0, _logCost - Math.Max(compactedCost, _costAtRequest));
            _foldAbove = services.CompactionThreshold(snapshotBytes);
            _foldAsked = false;
        }
    }

    void ICompactionTarget.OnCompactionFailed()
    {
        // Don't retry immediately: whatever made it fail is probably still there.
        lock (_gate) (_foldAbove, _foldAsked) = (_logCost + services.CompactionThreshold(0), false);
    }

    private void AskForCompaction(long cost)
    {
        lock (_gate)
        {
            _logCost += cost;
            if (_logCost <= _foldAbove || _foldAsked) return;
            (_foldAsked, _costAtRequest) = (true, _logCost);
        }

        if (services.Compactions.Request(name, this)) return;
        lock (_gate) _foldAsked = false;
    }

    private void SetView(JournalReading reading)
    {
        _view = reading;
        lock (_gate)
        {
            _logCost = reading.Log;
            _foldAbove = services.CompactionThreshold(reading.Head.SnapshotBytes);
        }
    }

    private async ValueTask<JournalReading> GetViewAsync(CancellationToken cancellationToken)
    {
        if (_view is null) SetView(await services.Feed.FeedAsync(name, NoConsumer.Instance, cancellationToken));
        return _view!;
    }

    private InconsistentStateException Stale(JournalReading view) => new(
        view.Incarnation == services.Incarnations.Current
            ? $"The journal '{name.Value}' was written by another activation: generation {view.Head.Generation}, number {view.Next} is no "
            + "longer next."
            : $"The journal '{name.Value}' was read under incarnation {view.Incarnation} of the store, which has come back with "
                + "less since.");
}
