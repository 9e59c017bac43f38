using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>What a store may have lost when it comes back with less, and what not.</summary>
public sealed class LedgerTests
{
    private const string A = "film-1-2001";
    private const string B = "film-2-2001";

    private readonly History _history = new() { Rules = Rules.SomeAreTurnedAway };

    [Fact]
    public void Rollback_OfWhatWasAcknowledgedInTheLag_IsCountedAndNotLost()
    {
        Vote(A, 4);
        _history.Expose();
        Vote(A, 3);
        Vote(B, 2);
        _history.Seal();

        Assert.Empty(Wrong((A, 4), (B, 0)));
        Settle((A, 4), (B, 0));

        Assert.Equal(2, _history.RolledBack);
        Assert.Empty(Wrong((A, 4), (B, 0)));
        Assert.StartsWith("Lost: ", Assert.Single(Wrong((A, 3))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollback_OfNothing_CountsNothing()
    {
        Vote(A, 4);
        _history.Expose();
        Vote(A, 3);
        _history.Seal();

        Settle((A, 3));

        Assert.Equal(0, _history.RolledBack);
        Assert.Empty(Wrong((A, 3)));
    }

    [Fact]
    public void Rollback_OfTheLaterVoteOnly_IsFree()
    {
        _history.Expose();
        Vote(A, 4);
        Vote(B, 2);
        _history.Seal();

        Settle((A, 4), (B, 0));

        Assert.Equal(1, _history.RolledBack);
    }

    [Fact]
    public void Rollback_OfAnEarlierVoteThoughALaterOneStands_IsLost()
    {
        _history.Expose();
        Vote(A, 4);
        Vote(B, 2);
        _history.Seal();

        Assert.Contains("a later vote where an earlier one is gone", Assert.Single(Wrong((A, 0), (B, 2))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollback_ToBeforeTheLag_IsLost()
    {
        Vote(A, 4);
        Vote(A, 3);
        _history.Expose();
        Vote(A, 2);
        _history.Seal();

        Assert.StartsWith("Lost: member 1 finds 4 stars", Assert.Single(Wrong((A, 4))), StringComparison.Ordinal);
        Assert.StartsWith("Lost: member 1 finds 5 stars", Assert.Single(Wrong((A, 5))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollback_OfWhatTheStoreAcknowledgedWhenItWasBack_IsLost()
    {
        _history.Expose();
        Vote(A, 4);
        _history.Seal();
        Vote(A, 3);

        Assert.Empty(Wrong((A, 3)));
        Assert.StartsWith("Lost: ", Assert.Single(Wrong((A, 4))), StringComparison.Ordinal);
        Assert.StartsWith("Lost: ", Assert.Single(Wrong((A, 0))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rollback_OfAVoteWhoseAnswerCameInTheLag_IsFree()
    {
        var before = _history.Asked(1, A, 4);
        _history.Expose();
        _history.Answered(new Answer(1, A, 4, HttpStatusCode.OK), before);
        _history.Seal();

        Assert.Empty(Wrong((A, 0)));
        Assert.Empty(Wrong((A, 4)));
    }

    [Fact]
    public void UnansweredVote_OfTheLag_MayStandAndMayNot()
    {
        Vote(A, 4);
        _history.Expose();
        Ask(A, 3, HttpStatusCode.ServiceUnavailable);
        _history.Seal();

        Assert.Empty(Wrong((A, 4)));
        Settle((A, 3));
        Assert.Equal(0, _history.RolledBack);
        Assert.Empty(Wrong((A, 4)));   // it may still be under way
    }

    [Fact]
    public void SynchronousStandby_LosesAnything_IsLost()
    {
        Vote(A, 4);
        Vote(A, 3);   // nobody said that the store may lose it

        Assert.StartsWith("Lost: ", Assert.Single(Wrong((A, 4))), StringComparison.Ordinal);
    }

    [Fact]
    public void Withdrawal_FindsNothingWhereTheVoteMayBeRolledBack_IsFree()
    {
        _history.Expose();
        Vote(A, 4);
        _history.Seal();

        Ask(A, 0, HttpStatusCode.NotFound);

        Assert.Equal(0, _history.Violations.Count);
    }

    [Fact]
    public void Withdrawal_FindsNothingBeforeTheStoreCameBack_IsDenied()
    {
        _history.Expose();
        Vote(A, 4);

        Ask(A, 0, HttpStatusCode.NotFound);

        Assert.StartsWith("Denied: ", Assert.Single(_history.Violations.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Version_GoesBackThoughTheValueMay_IsNamed()
    {
        _history.Expose();
        Ask(A, 4, HttpStatusCode.OK, version: 9);
        _history.Seal();

        Ask(A, 3, HttpStatusCode.OK, version: 8);

        Assert.StartsWith("Version went back: ", Assert.Single(_history.Violations.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_RunAndAreNone_OrAreAndDoNotRun_AreNamed()
    {
        Assert.Empty(Judge.OfMembers([1, 2], [2, 1]));
        Assert.StartsWith("Left behind: the silo at port 2", Assert.Single(Judge.OfMembers([1, 2], [1])), StringComparison.Ordinal);
        Assert.StartsWith("Not given up: the silo at port 3", Assert.Single(Judge.OfMembers([1], [1, 3])), StringComparison.Ordinal);
    }

    private void Vote(string film, double stars) => Ask(film, stars, HttpStatusCode.OK);

    private void Ask(string film, double stars, HttpStatusCode status, long? version = null)
    {
        var before = _history.Asked(1, film, stars);
        _history.Answered(new Answer(1, film, stars, status, HasRetryAfter: true, version), before);
    }

    private IEnumerable<string> Wrong(params (string Film, double Stars)[] list) => _history.OfStored(1, List(list)).OfType<string>();

    private void Settle(params (string Film, double Stars)[] list) =>
        _history.Settle(new Dictionary<int, IReadOnlyDictionary<string, double>> { [1] = List(list) });

    private static Dictionary<string, double> List((string Film, double Stars)[] list) =>
        list.Where(vote => vote.Stars > 0).ToDictionary(vote => vote.Film, vote => vote.Stars);
}
