using System.Buffers;
using System.Buffers.Binary;
using Orleans.Journaling;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>The members with open work: nine bytes per change.</summary>
internal sealed class WorkState : StagedStateMachine<WorkState.Change>
{
    private const int ChangeSize = 1 + sizeof(long);

    /// <summary>Members per snapshot entry: 36 KB.</summary>
    private const int MembersPerPart = 4_096;

    private readonly HashSet<long> _members = [];

    public IReadOnlyCollection<long> Members => _members;

    public void Add(long userId) => Stage(new Change(true, userId));

    public void Remove(long userId) => Stage(new Change(false, userId));

    protected override void Clear() => _members.Clear();

    protected override void Apply(in Change change)
    {
        if (change.IsOpen) _members.Add(change.UserId);
        else _members.Remove(change.UserId);
    }

    protected override void Encode(List<Change> changes, IBufferWriter<byte> writer)
    {
        foreach (var change in changes)
        {
            var span = writer.GetSpan(ChangeSize);
            span[0] = change.IsOpen ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt64LittleEndian(span[1..], change.UserId);
            writer.Advance(ChangeSize);
        }
    }

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        foreach (var part in _members.Chunk(MembersPerPart))
        {
            using var entry = writer.BeginEntry();
            Encode([.. part.Select(userId => new Change(true, userId))], entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        if (entry.Length % ChangeSize != 0) throw new InvalidDataException("A journal entry of open work is truncated.");
        Span<byte> bytes = stackalloc byte[ChangeSize];
        while (entry.TryRead(bytes)) Apply(new Change(bytes[0] == 1, BinaryPrimitives.ReadInt64LittleEndian(bytes[1..])));
    }

    /// <summary>A member has open work, or no longer has any.</summary>
    internal readonly record struct Change(bool IsOpen, long UserId);
}
