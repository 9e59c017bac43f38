using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class BallotBookTests
{
    private const uint Day = 86_400;

    [Fact]
    public void TryGet_EmptyBook_FindsNothing()
    {
        var book = new BallotBook();

        Assert.False(book.TryGet(7, out var entry));
        Assert.Equal(default, entry);
        Assert.Equal((0, 0, null), (book.Count, book.Version, book.Scorecard.Average));
        Assert.Empty(book.Timeline());
        Assert.Empty(book.Entries());
    }

    [Fact]
    public void Enter_NewerTicketWithEqualStars_TakesTicketKeepsTimeAndVersion()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(7, 1, 5 * Day, 8));

        Assert.True(book.Enter(new BallotEntry(7, 2, 9 * Day, 8)));
        Assert.True(book.TryGet(7, out var entry));
        Assert.Equal(new BallotEntry(7, 2, 5 * Day, 8), entry);
        Assert.Equal(1, book.Version);
        Assert.Equal([(new DateOnly(1970, 1, 6), 1, 8L)], book.Timeline());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(0)]
    public void Enter_TicketNotHigher_IsIgnored(uint ticket)
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(7, 3, 0, 8));

        Assert.False(book.Enter(new BallotEntry(7, ticket, Day, 1)));
        Assert.True(book.TryGet(7, out var entry));
        Assert.Equal(new BallotEntry(7, 3, 0, 8), entry);
        Assert.Equal(1, book.Version);
    }

    [Fact]
    public void Enter_Withdrawal_KeepsRegisterAndRefusesLateVote()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(7, 1, 0, 8));
        book.Enter(new BallotEntry(7, 3, 1, 0));

        Assert.False(book.Enter(new BallotEntry(7, 2, 2, 10)));
        Assert.Equal((1, 0, 2L), (book.Count, book.Scorecard.Count, book.Version));
        Assert.Empty(book.Timeline());
    }

    [Fact]
    public void Enter_WithdrawalOfNothing_WritesRegisterButNoVersion()
    {
        var book = new BallotBook();

        Assert.True(book.Enter(new BallotEntry(7, 1, 0, 0)));
        Assert.Equal((1, 0L), (book.Count, book.Version));
    }

    [Fact]
    public void Enter_ElevenHalfStars_ThrowsAndChangesNothing()
    {
        var book = new BallotBook();

        Assert.Throws<ArgumentOutOfRangeException>(() => book.Enter(new BallotEntry(7, 1, 0, 11)));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void Timeline_LastSecondOfDayAndFirstOfNext_AreTwoDays()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(1, 1, Day, 4));
        book.Enter(new BallotEntry(2, 1, Day - 1, 7));
        book.Enter(new BallotEntry(3, 1, uint.MaxValue, 10));

        Assert.Equal(
            [(new DateOnly(1970, 1, 1), 1, 7L), (new DateOnly(1970, 1, 2), 1, 4L), (new DateOnly(2106, 2, 7), 1, 10L)], book.Timeline());
    }

    [Fact]
    public void Enter_Suspended_TakesTheVoteOutAndBackWhereItWas()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(7, 1, 5 * Day, 8));
        var (card, days) = (book.Scorecard, book.Timeline());

        book.Enter(new BallotEntry(7, 2, 9 * Day, 8, IsSuspended: true));
        Assert.Equal((0, 2L, 1), (book.Scorecard.Count, book.Version, book.RecountAll().Count));
        Assert.Empty(book.Timeline());
        book.Enter(new BallotEntry(7, 3, 10 * Day, 8, IsSuspended: true));
        Assert.Equal(2, book.Version);

        book.Enter(new BallotEntry(7, 4, 11 * Day, 8));
        Assert.Equal((card, 3L), (book.Scorecard, book.Version));
        Assert.Equal(days, book.Timeline());
    }

    [Fact]
    public void Exclude_OverlappingWindowsLiftedOneByOne_CountsTheVoteOnceAllAreGone()
    {
        var (book, one, other) = (new BallotBook(), new ExcludedWindow(10, 20), new ExcludedWindow(15, 30));
        book.Enter(new BallotEntry(1, 1, 15, 8));
        book.Enter(new BallotEntry(2, 1, 30, 4));

        Assert.True(book.Exclude([one, other]));
        Assert.Equal((1, 4L), (book.Scorecard.Count, book.Scorecard.HalfStarSum));
        Assert.Equal([(one, 1), (other, 1)], book.ReadWindows());
        Assert.False(book.Exclude([other, one]));
        Assert.True(book.Exclude([other]));
        Assert.Equal(1, book.Scorecard.Count);
        Assert.True(book.Exclude([]));
        Assert.Equal((2, 5L), (book.Scorecard.Count, book.Version));
    }

    [Fact]
    public void Enter_SuspendedVoteInExcludedWindow_BothReasonsMustGo()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(1, 1, 15, 8));
        book.Exclude([new ExcludedWindow(10, 20)]);
        book.Enter(new BallotEntry(1, 2, 40, 8, IsSuspended: true));

        book.Exclude([]);
        Assert.Equal(0, book.Scorecard.Count);
        book.Enter(new BallotEntry(1, 3, 50, 8));
        Assert.Equal(1, book.Scorecard.Count);
        Assert.Equal(book.Recount(), book.Scorecard);
    }

    [Fact]
    public void Restore_NegativeVersion_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new BallotBook().Restore(-1));

    [Fact]
    public void Entries_BookWrittenMeanwhile_Throws()
    {
        var book = new BallotBook();
        book.Enter(new BallotEntry(1, 1, 0, 4));
        book.Enter(new BallotEntry(2, 1, 0, 4));

        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var entry in book.Entries())
                book.Enter(entry with { Ticket = 2 });
        });
    }
}
