using System.Buffers.Binary;
using Reviews.Domain.Ratings;

namespace Reviews.Domain.Ballots;

/// <summary>One register of a ballot book: a member's newest vote, or the fact that it was withdrawn.</summary>
/// <param name="MemberId">The member; any 64 bits.</param>
/// <param name="Ticket">From the member's own counter; the highest wins.</param>
/// <param name="CastAt">When the vote was cast, in whole seconds since 1970 (UTC).</param>
/// <param name="HalfStars">1 to 10; 0: withdrawn.</param>
/// <param name="IsSuspended">Whether the member is suspended: then the vote is kept but does not count.</param>
/// <param name="IsOfYoung">Whether the member's account was new when the vote was cast; see <see cref="Surge"/>.</param>
public readonly record struct BallotEntry(
    long MemberId, uint Ticket, uint CastAt, byte HalfStars, bool IsSuspended = false, bool IsOfYoung = false)
{
    /// <summary>Bytes of one packed entry: 17.</summary>
    public const int PackedSize = sizeof(long) + sizeof(uint) + sizeof(uint) + sizeof(byte);

    // The half stars leave four bits of their byte; two of them are flags, and the others are never set.
    private const byte HalfStarBits = 0x0F;
    private const byte SuspendedBit = 0x80;
    private const byte YoungBit = 0x40;
    private const byte UnusedBits = 0x30;

    private const int TicketAt = sizeof(long);
    private const int CastAtAt = TicketAt + sizeof(uint);
    private const int HalfStarsAt = CastAtAt + sizeof(uint);

    /// <summary>Whether the entry is a vote rather than a withdrawal.</summary>
    public bool IsVote => HalfStars != 0;

    /// <summary>Whether the entry is a vote of a member who is not suspended. It counts where no window of the film excludes it.</summary>
    public bool Stands => IsVote && !IsSuspended;

    /// <summary>Whether this entry prevails over an incoming one of the same member: its ticket is higher, or equal with different content.
    /// The time of the vote is not compared: a vote cast again keeps its earlier time.</summary>
    public bool Outranks(in BallotEntry coming) => Ticket > coming.Ticket || (Ticket == coming.Ticket && !SaysTheSameAs(coming));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">More than ten half stars, or an unknown flag: these bytes are not an entry.</exception>
    public static BallotEntry Read(ReadOnlySpan<byte> source)
    {
        var packed = source[HalfStarsAt];
        var halfStars = (byte)(packed & HalfStarBits);
        if (halfStars > Stars.MaxHalfStars || (packed & UnusedBits) != 0)
            throw new FormatException($"A ballot entry of {packed} half stars.");

        return new BallotEntry(
            ReadMemberId(source),
            BinaryPrimitives.ReadUInt32LittleEndian(source[TicketAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[CastAtAt..]),
            halfStars,
            (packed & SuspendedBit) != 0,
            (packed & YoungBit) != 0);
    }

    /// <summary>
    /// Writes the entry as 17 bytes, little endian, in the order of its members; the flags share the last byte with the half stars.
    /// </summary>
    public void Write(Span<byte> target)
    {
        target[HalfStarsAt] = (byte)(HalfStars | (IsSuspended ? SuspendedBit : 0) | (IsOfYoung ? YoungBit : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(target[CastAtAt..], CastAt);
        BinaryPrimitives.WriteUInt32LittleEndian(target[TicketAt..], Ticket);
        BinaryPrimitives.WriteInt64LittleEndian(target, MemberId);
    }

    private bool SaysTheSameAs(in BallotEntry other) => HalfStars == other.HalfStars && (!IsVote || IsSuspended == other.IsSuspended);

    internal static long ReadMemberId(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt64LittleEndian(source);
}
