using System.Buffers;
using System.Buffers.Binary;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>What a frame of a log holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>A piece of the snapshot the log begins with.</summary>
    Snapshot = 1,

    /// <summary>One append.</summary>
    Segment = 2,

    /// <summary>The log's end, and the name of the log that replaces it. The service accepts nothing after it.</summary>
    Close = 3,
}

/// <summary>
/// One block of a log: a 32-byte header (length, kind, write, number, checksum), then the payload. Blocks are appended atomically, so a log
/// always ends with a whole frame.
/// </summary>
/// <param name="Number">Its position in the log, starting at 0.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Write">Distinguishes this write from every other, even one of the same bytes: random start, then incremented.</param>
/// <param name="Checksum">Of the whole frame, seeded with its place.</param>
/// <param name="Length">Bytes of payload.</param>
internal readonly record struct LogFrame(long Number, FrameKind Kind, ulong Write, ulong Checksum, int Length)
{
    public const int HeaderBytes = 32;

    /// <summary>Bytes of a closing frame, so that one can be looked for at the end of a log without reading the rest.</summary>
    public const int CloseBytes = HeaderBytes + sizeof(long) + 16;

    /// <param name="place">Seed of the log's checksums.</param>
    /// <param name="number">Its position in the log.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="write">Distinguishes this write from every other.</param>
    /// <param name="payload">What it holds.</param>
    /// <param name="nextFrames">For a closing frame, the number of frames the next log begins with. Releases that don't know it ignore
    /// it.</param>
    public static byte[] Encode(ulong place, long number, FrameKind kind, ulong write, ReadOnlySequence<byte> payload, int nextFrames = 0)
    {
        var bytes = new byte[HeaderBytes + payload.Length];
        payload.CopyTo(bytes.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), (nextFrames << 8) | (byte)kind);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), write);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Sum(place, bytes));
        return bytes;
    }

    /// <summary>The frame that ends a log.</summary>
    public static byte[] EncodeClose(ulong place, long number, ulong write, LogStart next)
    {
        var payload = new byte[CloseBytes - HeaderBytes];
        BinaryPrimitives.WriteInt64LittleEndian(payload, next.Log.Epoch);
        next.Log.Unique.TryWriteBytes(payload.AsSpan(sizeof(long)));
        return Encode(place, number, FrameKind.Close, write, new ReadOnlySequence<byte>(payload), next.Frames);
    }

    public static LogFrame ReadHeader(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        (FrameKind)bytes[4],
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes));

    /// <summary>Whether these bytes, the whole frame, are as written.</summary>
    public bool IsIntact(ulong place, ReadOnlySpan<byte> bytes) => Sum(place, bytes) == Checksum;

    /// <summary>The log named by the closing frame at the end of these bytes; null if the log is not closed.</summary>
    public static LogStart? FindClose(ulong place, ReadOnlySpan<byte> end)
    {
        if (end.Length < CloseBytes) return null;
        var bytes = end[^CloseBytes..];
        var frame = ReadHeader(bytes);
        if (frame.Kind != FrameKind.Close || frame.Length != CloseBytes - HeaderBytes || !frame.IsIntact(place, bytes)) return null;
        var payload = bytes[HeaderBytes..];
        var next = new LogId(BinaryPrimitives.ReadInt64LittleEndian(payload), new Guid(payload[sizeof(long)..]));
        return new LogStart(next, BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) >> 8);
    }

    /// <summary>Seed of the checksums of one log.</summary>
    public static ulong Place(JournalName name, LogId log) => Checksums.Of(log.Unique.ToByteArray(), Checksums.Of(name.Seed, log.Epoch));

    private static ulong Sum(ulong place, ReadOnlySpan<byte> bytes) =>
        Checksums.Of(bytes[HeaderBytes..], Checksums.Of(bytes[..(HeaderBytes - sizeof(ulong))], place));
}
