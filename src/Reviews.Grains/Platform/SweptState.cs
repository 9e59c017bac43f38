using System.Buffers;
using System.Buffers.Binary;
using Orleans.Journaling;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>The newest store incarnation in which members' journals were scanned: eight bytes each.</summary>
internal sealed class SweptState : StagedStateMachine<long>
{
    /// <summary>0: never, and there was no need.</summary>
    public long Incarnation { get; private set; }

    public void Note(long incarnation) => Stage(incarnation);

    protected override void Clear() => Incarnation = 0;

    protected override void Apply(in long change) => Incarnation = change;

    protected override void Encode(List<long> changes, IBufferWriter<byte> writer) => Write(changes[^1], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        if (Incarnation == 0) return;
        using var entry = writer.BeginEntry();
        Write(Incarnation, entry.Writer);
        entry.Commit();
    }

    protected override void Replay(JournalBufferReader entry)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        if (entry.Length != bytes.Length || !entry.TryRead(bytes)) throw new InvalidDataException("An incarnations entry is truncated.");
        Incarnation = BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private static void Write(long incarnation, IBufferWriter<byte> writer)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), incarnation);
        writer.Advance(sizeof(long));
    }
}
