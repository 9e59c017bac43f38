using System.Buffers.Binary;
using System.Text;

namespace Reviews.Storage.Azure.Records;

/// <summary>
/// The bytes of one state record: 24 of header (flags, length of the name, the write's own random number, checksum), the record's name,
/// the state.
/// </summary>
internal static class RecordFrame
{
    private const int HeaderBytes = 24;

    /// <summary>The one flag: the record was cleared.</summary>
    private const byte Cleared = 1;

    public static byte[] Encode(string record, ulong write, byte[]? data)
    {
        var name = Encoding.UTF8.GetBytes(record);
        var bytes = new byte[HeaderBytes + name.Length + (data?.Length ?? 0)];
        bytes[0] = data is null ? Cleared : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), name.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), write);
        name.CopyTo(bytes, HeaderBytes);
        data?.CopyTo(bytes, HeaderBytes + name.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Sum(bytes));
        return bytes;
    }

    /// <summary>The state in these bytes; null: cleared.</summary>
    /// <exception cref="CorruptRecordException">They are not as they were written, or are another record's.</exception>
    public static BinaryData? Decode(string record, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(span[16..]) != Sum(span))
            throw new CorruptRecordException(record, "its checksum does not match");
        var name = BinaryPrimitives.ReadInt32LittleEndian(span[4..]);
        if (!span.Slice(HeaderBytes, name).SequenceEqual(Encoding.UTF8.GetBytes(record)))
            throw new CorruptRecordException(record, "it is another record's");
        return span[0] == Cleared ? null : new BinaryData(bytes[(HeaderBytes + name)..]);
    }

    /// <summary>The name of the record in these bytes.</summary>
    /// <exception cref="CorruptRecordException">They are not as they were written.</exception>
    public static string Name(string blob, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) != Sum(bytes))
            throw new CorruptRecordException(blob, "its checksum does not match");
        return Encoding.UTF8.GetString(bytes.Slice(HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(bytes[4..])));
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes) => Checksums.Of(bytes[HeaderBytes..], Checksums.Of(bytes[..16], 1));
}
