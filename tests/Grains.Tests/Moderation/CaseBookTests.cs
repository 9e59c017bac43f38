using Reviews.Contracts.Moderation;
using Reviews.Grains.Moderation;

namespace Grains.Tests.Moderation;

/// <summary>The number of decided cases kept is bounded; the oldest are dropped first.</summary>
public sealed class CaseBookTests
{
    [Fact]
    public void Close_MoreCasesThanAreKept_TheOldestGoAndComeBackWithoutReports()
    {
        var book = new CaseBook();
        for (var author = 1; author <= ModerationLimits.MaxSettledCases + 1; author++)
        {
            book.Report(author, new ReviewReport("film", author, 1, "Reason", DateTimeOffset.UnixEpoch, 1));
            book.Close(author, 1);
        }

        Assert.Equal((ModerationLimits.MaxSettledCases, 2L), (book.Settled.Count(), book.Settled.First().Case.CaseId));
        book.Look(book.NextId(), new ReviewLook("film", 1, CaseKind.Reported, 2), DateTimeOffset.UnixEpoch);
        book.Look(book.NextId(), new ReviewLook("film", 2, CaseKind.Reported, 2), DateTimeOffset.UnixEpoch);
        Assert.Equal([(CaseKind.Rewritten, false, 0), (CaseKind.Reported, true, 1)], book.All.Select(Told));
        Assert.Equal(ModerationLimits.MaxSettledCases - 1, book.Settled.Count());
    }

    [Fact]
    public void Look_AtATextThatWasDecidedOn_ChangesNothing()
    {
        var book = new CaseBook();
        book.Report(1, new ReviewReport("film", 5, 1, "Reason", DateTimeOffset.UnixEpoch, 1));
        book.Close(1, revision: 3);

        Assert.False(book.IsNews(new ReviewLook("film", 5, CaseKind.Reported, 3)));
        book.Look(2, new ReviewLook("film", 5, CaseKind.Reported, 3), DateTimeOffset.UnixEpoch);
        Assert.Empty(book.All);
        Assert.True(book.IsNews(new ReviewLook("film", 5, CaseKind.Reported, 4)));
        Assert.True(book.IsNews(new ReviewLook("film", 5, CaseKind.Reported)));
    }

    private static (CaseKind Kind, bool CameBack, int Reports) Told(ModerationCase open) => (open.Kind, open.CameBack, open.Reports.Length);
}
