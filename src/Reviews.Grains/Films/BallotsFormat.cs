using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Orleans.Journaling;
using Reviews.Domain.Ballots;

namespace Reviews.Grains.Films;

/// <summary>The format of ballots and exclusions in a film's journal: packed, little endian.</summary>
internal static class BallotsFormat
{
    /// <summary>Ballots written or read at a time: a span of 48 KB, well within the writer's pages.</summary>
    private const int BallotsPerSpan = 2_880;

    private const int WindowSize = 2 * sizeof(uint);
    private const int ExclusionsHead = sizeof(long) + sizeof(ushort);

    public static void WriteByte(IBufferWriter<byte> writer, byte value)
    {
        writer.GetSpan(1)[0] = value;
        writer.Advance(1);
    }

    public static void WriteNumber(IBufferWriter<byte> writer, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), number);
        writer.Advance(sizeof(long));
    }

    public static long ReadNumber(ref JournalBufferReader entry)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        entry.Read(number);
        return BinaryPrimitives.ReadInt64LittleEndian(number);
    }

    public static void WriteBallots(IReadOnlyList<BallotEntry> ballots, IBufferWriter<byte> writer)
    {
        for (var done = 0; done < ballots.Count;)
        {
            var count = Math.Min(ballots.Count - done, BallotsPerSpan);
            var span = writer.GetSpan(count * BallotEntry.PackedSize);
            for (var i = 0; i < count; i++) ballots[done + i].Write(span[(i * BallotEntry.PackedSize)..]);
            writer.Advance(count * BallotEntry.PackedSize);
            done += count;
        }
    }

    /// <summary>Reads all ballots up to the end of the entry.</summary>
    public static void ReadBallots(ref JournalBufferReader entry, BallotBook book)
    {
        if (entry.Length % BallotEntry.PackedSize != 0) throw new InvalidDataException("A journal entry of ballots is truncated.");
        var buffer = ArrayPool<byte>.Shared.Rent(BallotsPerSpan * BallotEntry.PackedSize);
        while (entry.Length > 0)
        {
            var span = buffer.AsSpan(0, Math.Min(entry.Length, BallotsPerSpan * BallotEntry.PackedSize));
            entry.Read(span);
            for (; !span.IsEmpty; span = span[BallotEntry.PackedSize..]) book.Enter(BallotEntry.Read(span));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    public static void WriteExclusions(Exclusions exclusions, IBufferWriter<byte> writer)
    {
        var size = ExclusionsHead + (exclusions.Windows.Length * WindowSize);
        var span = writer.GetSpan(size);
        BinaryPrimitives.WriteInt64LittleEndian(span, exclusions.Decision);
        BinaryPrimitives.WriteUInt16LittleEndian(span[sizeof(long)..], checked((ushort)exclusions.Windows.Length));
        span = span[ExclusionsHead..];
        foreach (var window in exclusions.Windows)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span, window.From);
            BinaryPrimitives.WriteUInt32LittleEndian(span[sizeof(uint)..], window.Until);
            span = span[WindowSize..];
        }

        writer.Advance(size);
    }

    public static Exclusions ReadExclusions(ref JournalBufferReader entry)
    {
        Span<byte> head = stackalloc byte[ExclusionsHead];
        entry.Read(head);
        var windows = ImmutableArray.CreateBuilder<ExcludedWindow>();
        Span<byte> window = stackalloc byte[WindowSize];
        for (var left = BinaryPrimitives.ReadUInt16LittleEndian(head[sizeof(long)..]); left > 0; left--)
        {
            entry.Read(window);
            windows.Add(
                new ExcludedWindow(
                    BinaryPrimitives.ReadUInt32LittleEndian(window), BinaryPrimitives.ReadUInt32LittleEndian(window[sizeof(uint)..])));
        }

        return new Exclusions(BinaryPrimitives.ReadInt64LittleEndian(head), windows.DrainToImmutable());
    }
}
