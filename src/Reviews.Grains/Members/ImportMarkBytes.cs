using System.Buffers.Binary;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>An import's mark on a vote, in ten bytes: number, source, tenths, day (0: none).</summary>
internal static class ImportMarkBytes
{
    private const int Size = sizeof(int) + 2 + sizeof(int);

    /// <summary>Writes the mark; returns the bytes it took.</summary>
    public static int Write(ImportMark mark, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, mark.Import);
        target[4] = (byte)mark.Original.Source;
        target[5] = mark.Original.Tenths;
        BinaryPrimitives.WriteInt32LittleEndian(target[6..], mark.Original.RatedOn?.DayNumber ?? 0);
        return Size;
    }

    /// <summary>Reads a mark and moves past it.</summary>
    public static ImportMark Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var source = bytes.Slice(at, Size);
        var day = BinaryPrimitives.ReadInt32LittleEndian(source[6..]);
        at += Size;
        return new ImportMark(
            BinaryPrimitives.ReadInt32LittleEndian(source),
            new OriginalRating((ImportSource)source[4], source[5], day == 0 ? null : DateOnly.FromDayNumber(day)));
    }
}
