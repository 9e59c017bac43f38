using System.Buffers;
using System.Buffers.Binary;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace Grains.Tests.Formats;

/// <summary>
/// A journal's bytes without Orleans.Journaling: frames of one byte 1, the length of what follows, the number of a state (both 32 bits,
/// little-endian) and an entry of that state. State 0 is the directory of names, 1 records since when a name has been missing, 8 and above
/// are ours.
/// </summary>
internal sealed class RawJournal(SerializerSessionPool sessions)
{
    private const uint Directory = 0;
    private const uint Set = 0;
    private const uint Remove = 1;
    private const uint Clear = 2;
    private const uint Snapshot = 3;
    private const int Header = 9;

    private readonly Dictionary<string, uint> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, List<byte[]>> _entries = [];

    /// <summary>The states by their names: of each its entries, in the order written.</summary>
    public Dictionary<string, List<byte[]>> States =>
        _names.ToDictionary(name => name.Key, name => _entries.GetValueOrDefault(name.Value) ?? []);

    public RawJournal Read(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Assert.Equal(1, bytes.Span[0]);
            var end = 5 + (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[1..]);
            Take(BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[5..]), bytes[Header..end]);
            bytes = bytes[end..];
        }

        return this;
    }

    /// <summary>One frame.</summary>
    public static byte[] Frame(uint state, ReadOnlySpan<byte> entry)
    {
        var frame = new byte[Header + entry.Length];
        frame[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), 4 + entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(5), state);
        entry.CopyTo(frame.AsSpan(Header));
        return frame;
    }

    /// <summary>The frame that gives a state its name.</summary>
    public byte[] NameFrame(string name, uint state)
    {
        var entry = new ArrayBufferWriter<byte>();
        using var session = sessions.GetSession();
        var writer = Writer.Create(entry, session);
        writer.WriteVarUInt32(Set);
        StringCodec.WriteField(ref writer, 0, name);
        UInt32Codec.WriteField(ref writer, 1, state);
        writer.Commit();
        return Frame(Directory, entry.WrittenSpan);
    }

    private void Take(uint state, ReadOnlyMemory<byte> entry)
    {
        if (state == Directory) TakeNames(entry);
        else if (_entries.TryGetValue(state, out var entries)) entries.Add(entry.ToArray());
        else _entries[state] = [entry.ToArray()];
    }

    private void TakeNames(ReadOnlyMemory<byte> entry)
    {
        using var session = sessions.GetSession();
        var reader = Reader.Create(entry, session);
        var command = reader.ReadVarUInt32();
        if (command is Clear or Snapshot) _names.Clear();
        if (command == Remove) _names.Remove(StringCodec.ReadValue(ref reader, reader.ReadFieldHeader())!);
        for (var left = command switch { Set => 1u, Snapshot => reader.ReadVarUInt32(), _ => 0u }; left > 0; left--)
        {
            session.Reset();   // each pair is written as if it were the first
            var name = StringCodec.ReadValue(ref reader, reader.ReadFieldHeader())!;
            _names[name] = UInt32Codec.ReadValue(ref reader, reader.ReadFieldHeader());
        }

        Assert.Equal(reader.Length, reader.Position);
    }
}
