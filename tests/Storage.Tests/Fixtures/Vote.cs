using System.Buffers.Binary;

namespace Storage.Tests.Fixtures;

/// <summary>A packed vote of 17 bytes, as large as those of the real ballot book.</summary>
internal readonly record struct Vote(long Member, uint Ticket, uint CastAt, byte HalfStars)
{
    public const int Size = 17;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, Member);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Ticket);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], CastAt);
        target[16] = HalfStars;
    }

    public static Vote Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadInt64LittleEndian(source),
        BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
        source[16]);
}
