using Reviews.Domain.Ballots;

namespace Domain.Tests.Ballots;

public sealed class SurgeTests
{
    private const uint Hour = 3_600;
    private const uint Noon = 1_790_000_000 / Hour * Hour;

    private readonly BallotBook _book = new();
    private long _lastMember;

    [Fact]
    public void ReadSurges_TwentyYoungVotesInAnHour_IsOneSurge()
    {
        Vote(Noon, 19);
        Assert.Empty(_book.ReadSurges(20));
        Vote(Noon + Hour - 1, 1);

        Assert.Equal([new Surge(Noon, 20)], _book.ReadSurges(20));
    }

    [Fact]
    public void ReadSurges_ManyVotesOfOldAccounts_IsNone()
    {
        Vote(Noon, 1_000, young: false);

        Assert.Empty(_book.ReadSurges(20));
    }

    [Fact]
    public void ReadSurges_FilmThatYoungAccountsAlwaysLike_OnlyWhatIsTenTimesTheUsual()
    {
        for (var hour = 0u; hour < 28 * 24; hour++) Vote(Noon + (hour * Hour), 4);
        var now = Noon + (28 * 24 * Hour);
        Vote(now, 39);
        Assert.Empty(_book.ReadSurges(20));
        Vote(now, 1);

        Assert.Equal([new Surge(now, 40)], _book.ReadSurges(20));
    }

    [Fact]
    public void ReadSurges_HoursLongAgo_AreNotUsualAnyMore()
    {
        Vote(Noon, 10_000);
        var later = Noon + ((28 * 24) + 1) * Hour;
        Vote(later, 20);

        Assert.Equal([new Surge(Noon, 10_000), new Surge(later, 20)], _book.ReadSurges(20));
    }

    [Fact]
    public void ReadSurges_MoreThanTwenty_AreTheNewest()
    {
        for (var month = 0u; month < 25; month++) Vote(Noon + (month * 30 * 24 * Hour), 20);

        Assert.Equal(Enumerable.Range(5, 20).Select(month => Noon + ((uint)month * 30 * 24 * Hour)),
            _book.ReadSurges(20).Select(surge => surge.From));
    }

    [Fact]
    public void ReadSurges_WindowExcluded_TheMarkStays_MembersSuspended_ItGoes()
    {
        Vote(Noon, 20);
        _book.Exclude([new ExcludedWindow(Noon, Noon + Hour)]);
        Assert.Equal((0, 1), (_book.Scorecard.Count, _book.ReadSurges(20).Length));

        _book.Enter(new BallotEntry(1, 2, Noon + (9 * Hour), 10, IsSuspended: true));
        Assert.Empty(_book.ReadSurges(20));
    }

    private void Vote(uint at, int votes, bool young = true)
    {
        for (; votes > 0; votes--) _book.Enter(new BallotEntry(++_lastMember, 1, at, 10, IsOfYoung: young));
    }
}
