using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Orleans.Storage;

namespace Reviews.Storage.Azure.Records;

/// <summary>
/// The bytes of one state record, as Orleans' provider stores them in its blob: a 24-byte header (flags, lengths of the two names, the
/// write's unique number, checksum), the grain, the state's name, the state.
/// </summary>
internal sealed class RecordFrame : IGrainStorageSerializer
{
    private const int HeaderBytes = 24;

    /// <summary>The only flag: the record was cleared.</summary>
    private const byte Cleared = 1;

    public BinaryData Serialize<T>(T? input) => new(Encode((BlobRecord)(object)input!));

    /// <summary>Null if the bytes are not as written: the provider then reports no record, but an ETag.</summary>
    public T Deserialize<T>(BinaryData input) => (T)(object)Decode(input.ToMemory().Span)!;

    public static byte[] Encode(BlobRecord record)
    {
        var (grain, state) = (Encoding.UTF8.GetBytes(record.Grain.ToString()), Encoding.UTF8.GetBytes(record.State));
        var bytes = new byte[HeaderBytes + grain.Length + state.Length + (record.Data?.Length ?? 0)];
        bytes[0] = record.Data is null ? Cleared : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), checked((ushort)state.Length));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), grain.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), record.Write);
        grain.CopyTo(bytes, HeaderBytes);
        state.CopyTo(bytes, HeaderBytes + grain.Length);
        record.Data?.CopyTo(bytes, HeaderBytes + grain.Length + state.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Sum(bytes));
        return bytes;
    }

    /// <summary>The record in these bytes, which are not retained: the provider reuses them. Null if they are not as written.</summary>
    public static BlobRecord? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) != Sum(bytes)) return null;
        var grain = bytes.Slice(HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
        var state = bytes.Slice(HeaderBytes + grain.Length, BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        var data = bytes[(HeaderBytes + grain.Length + state.Length)..];
        return new BlobRecord(
            GrainId.Parse(Encoding.UTF8.GetString(grain), CultureInfo.InvariantCulture), Encoding.UTF8.GetString(state),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), bytes[0] == Cleared ? null : data.ToArray());
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes) => Checksums.Of(bytes[HeaderBytes..], Checksums.Of(bytes[..16], 1));
}
