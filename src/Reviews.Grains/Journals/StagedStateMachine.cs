using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>A journalled state in which nothing is visible before it is durable.</summary>
/// <remarks>A change is staged, goes out with the grain's next write, and is applied once storage has acknowledged it, in the order
/// written. Staged and in-flight changes are kept apart: a failed write ends the activation, and neither was ever visible.</remarks>
/// <typeparam name="TChange">One change, small and immutable.</typeparam>
internal abstract class StagedStateMachine<TChange> : IStateMachine
{
    private List<TChange> _staged = [];
    private List<TChange> _underWay = [];

    /// <summary>Changes that are not durable yet, oldest first.</summary>
    protected IEnumerable<TChange> Undurable => _underWay.Concat(_staged);

    /// <summary>Whether anything is waiting for the next write.</summary>
    public bool HasStaged => _staged.Count > 0;

    protected void Stage(TChange change) => _staged.Add(change);

    /// <summary>Forgets everything: the journal is about to be replayed, or was deleted.</summary>
    protected abstract void Clear();

    /// <summary>Makes a durable change visible.</summary>
    protected abstract void Apply(in TChange change);

    /// <summary>Writes a batch of changes as one entry.</summary>
    protected abstract void Encode(List<TChange> changes, IBufferWriter<byte> writer);

    /// <summary>Writes the durable state as entries that <see cref="Replay"/> reads.</summary>
    protected abstract void EncodeSnapshot(JournalStreamWriter writer);

    /// <summary>Applies one entry that <see cref="Encode"/> or <see cref="EncodeSnapshot"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The entry is not one of ours.</exception>
    protected abstract void Replay(JournalBufferReader entry);

    void IStateMachine.Reset(JournalStreamWriter writer)
    {
        _staged = [];
        _underWay = [];
        Clear();
    }

    void IStateMachine.ReplayEntry(JournalEntry entry, JournalReplayContext context) => Replay(entry.Reader);

    void IStateMachine.WritePendingEntries(JournalStreamWriter writer)
    {
        if (_staged.Count == 0) return;
        using (var entry = writer.BeginEntry())
        {
            Encode(_staged, entry.Writer);
            entry.Commit();
        }

        (_staged, _underWay) = (_underWay, _staged);
    }

    // Journaling calls this instead of WritePendingEntries, so it must include what is staged.
    void IStateMachine.WriteSnapshot(JournalStreamWriter writer)
    {
        EncodeSnapshot(writer);
        ((IStateMachine)this).WritePendingEntries(writer);
    }

    void IStateMachine.OnWriteCompleted()
    {
        foreach (ref readonly var change in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_underWay)) Apply(change);
        _underWay.Clear();
    }

    [DoesNotReturn]
    protected static void ThrowUnknownEntry(int kind) =>
        throw new InvalidDataException($"A journal entry of kind {kind} is not known to this version.");
}
