using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class BallotEntryTests
{
    [Fact]
    public void Write_KnownEntry_IsLittleEndianInTheOrderOfItsMembers()
    {
        var bytes = new byte[BallotEntry.PackedSize];
        new BallotEntry(0x0102030405060708, 0x0A0B0C0D, 0x11121314, 9).Write(bytes);

        Assert.Equal(Convert.FromHexString("0807060504030201" + "0D0C0B0A" + "14131211" + "09"), bytes);
    }

    [Theory]
    [InlineData(9, true, false, 0x89)]
    [InlineData(9, false, true, 0x49)]
    [InlineData(10, true, true, 0xCA)]
    [InlineData(0, true, false, 0x80)]
    public void Write_Flags_ShareTheLastByteWithTheHalfStars(byte halfStars, bool suspended, bool young, byte expected)
    {
        var (bytes, entry) = (new byte[BallotEntry.PackedSize], new BallotEntry(1, 2, 3, halfStars, suspended, young));
        entry.Write(bytes);

        Assert.Equal(expected, bytes[^1]);
        Assert.Equal(entry, BallotEntry.Read(bytes));
    }

    [Fact]
    public void Read_WrittenEntry_IsTheSame()
    {
        foreach (var entry in new[] { default, new BallotEntry(
            long.MinValue, uint.MaxValue, uint.MaxValue, 10), new BallotEntry(-1, 1, 2, 0) })
        {
            var bytes = new byte[BallotEntry.PackedSize];
            entry.Write(bytes);
            Assert.Equal(entry, BallotEntry.Read(bytes));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(0x1A)] // a flag that is not known
    [InlineData(0x8B)]
    [InlineData(255)]
    public void Read_MoreThanTenHalfStarsOrUnknownFlag_Throws(byte halfStars)
    {
        var bytes = new byte[BallotEntry.PackedSize];
        bytes[^1] = halfStars;

        Assert.Throws<FormatException>(() => BallotEntry.Read(bytes));
    }

    [Fact]
    public void ReadAndWrite_TooShortSpan_Throw()
    {
        Assert.ThrowsAny<Exception>(() => BallotEntry.Read(new byte[BallotEntry.PackedSize - 1]));
        Assert.ThrowsAny<Exception>(() => default(BallotEntry).Write(new byte[BallotEntry.PackedSize - 1]));
    }
}
