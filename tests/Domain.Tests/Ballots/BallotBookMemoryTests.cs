using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class BallotBookMemoryTests
{
    private const int Least = 1_000;
    private const int MostBytesAVote = 24;

    [Theory]
    [InlineData(1L, 1_000_000)] // ids that count up
    [InlineData(1L << 40, 100_000)] // ids that differ in their high bits only
    [InlineData(-7_046_029_254_386_353_131L, 100_000)] // ids that look random
    public void MemoryBytes_EverySizeFromThousand_IsAtMost24AVote(long stride, int most)
    {
        var book = new BallotBook();
        for (var votes = 1; votes <= most; votes++)
        {
            book.Enter(new BallotEntry(unchecked(votes * stride), 1, 1_790_000_000, (byte)((votes % 10) + 1)));
            if (votes >= Least && book.MemoryBytes > MostBytesAVote * (long)votes)
                Assert.Fail($"{book.MemoryBytes} bytes for {votes} votes.");
        }

        Assert.Equal(most, book.Count);
        Assert.InRange(book.MemoryBytes, BallotEntry.PackedSize * (long)most, MostBytesAVote * (long)most);
    }

    [Fact]
    public void MemoryBytes_EmptyBook_IsSmall() => Assert.InRange(new BallotBook().MemoryBytes, 1, 200);
}
