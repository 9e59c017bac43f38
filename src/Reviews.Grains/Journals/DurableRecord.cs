using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;

namespace Reviews.Grains.Journals;

/// <summary>One journalled value that is replaced as a whole; an entry is the value in Orleans' serialization format.</summary>
internal sealed class DurableRecord<T>(Serializer<T> serializer) : StagedStateMachine<T>
    where T : class
{
    /// <summary>The durable value; null when there never was one.</summary>
    public T? Value { get; private set; }

    /// <summary>The value that will be durable once everything staged is.</summary>
    public T? Latest => Undurable.LastOrDefault() ?? Value;

    /// <summary>Replaces the value with the next write.</summary>
    public void Replace(T value) => Stage(value);

    protected override void Clear() => Value = null;

    protected override void Apply(in T change) => Value = change;

    protected override void Encode(List<T> changes, IBufferWriter<byte> writer) => serializer.Serialize(changes[^1], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        if (Value is null) return;
        using var entry = writer.BeginEntry();
        serializer.Serialize(Value, entry.Writer);
        entry.Commit();
    }

    protected override void Replay(JournalBufferReader entry) => Value = serializer.Deserialize(entry.ToArray());
}
