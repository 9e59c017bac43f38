using System.Buffers.Binary;
using Reviews.Domain.Ratings;

namespace Reviews.Domain.Ballots;

/// <summary>One register of a ballot book: a member's newest vote, or the mark that it was withdrawn.</summary>
/// <param name="MemberId">The member; any 64 bits.</param>
/// <param name="Ticket">From the member's own counter; the highest wins.</param>
/// <param name="CastAt">Since when the vote stands, in whole seconds since 1970 (UTC).</param>
/// <param name="HalfStars">1 to 10; 0: withdrawn.</param>
public readonly record struct BallotEntry(long MemberId, uint Ticket, uint CastAt, byte HalfStars)
{
    /// <summary>Bytes of one packed entry: 17.</summary>
    public const int PackedSize = sizeof(long) + sizeof(uint) + sizeof(uint) + sizeof(byte);

    private const int TicketAt = sizeof(long);
    private const int CastAtAt = TicketAt + sizeof(uint);
    private const int HalfStarsAt = CastAtAt + sizeof(uint);

    /// <summary>Whether the entry is a vote that counts.</summary>
    public bool Stands => HalfStars != 0;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">More than ten half stars: these bytes are no entry.</exception>
    public static BallotEntry Read(ReadOnlySpan<byte> source)
    {
        var halfStars = source[HalfStarsAt];
        if (halfStars > Stars.MaxHalfStars)
            throw new FormatException($"A ballot entry of {halfStars} half stars.");

        return new BallotEntry(
            ReadMemberId(source),
            BinaryPrimitives.ReadUInt32LittleEndian(source[TicketAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[CastAtAt..]),
            halfStars);
    }

    /// <summary>Writes the entry as 17 bytes, little endian, in the order of its members.</summary>
    public void Write(Span<byte> target)
    {
        target[HalfStarsAt] = HalfStars;
        BinaryPrimitives.WriteUInt32LittleEndian(target[CastAtAt..], CastAt);
        BinaryPrimitives.WriteUInt32LittleEndian(target[TicketAt..], Ticket);
        BinaryPrimitives.WriteInt64LittleEndian(target, MemberId);
    }

    internal static long ReadMemberId(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt64LittleEndian(source);
}
