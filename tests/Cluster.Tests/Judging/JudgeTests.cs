using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>The judge finds what is wrong in histories made by hand, or its silence over real ones would mean nothing.</summary>
public sealed class JudgeTests
{
    private const string Film = "film-1-2001";

    [Fact]
    public void History_EverythingIsAsItMayBe_IsFree()
    {
        var history = new History { Rules = Rules.SomeAreCutOff };

        Tell(history, 4, HttpStatusCode.OK, version: 1);
        Tell(history, 3, HttpStatusCode.ServiceUnavailable, retryAfter: true);
        Tell(history, 2, status: null);

        Assert.Equal(0, history.Violations.Count);
        Assert.Equal((1, 1, 1), (history.Acknowledged, history.Unavailable, history.Broken));
        Assert.All(new double[] { 4, 3, 2 }, stars => Assert.Null(Judge.OfStored(1, Film, stars, history.Of(1, Film))));
    }

    [Fact]
    public void Stored_AcknowledgedVoteIsGone_IsLost()
    {
        var history = new History();
        Tell(history, 4, HttpStatusCode.OK);

        Assert.StartsWith("Lost: member 1 finds 0 stars", Judge.OfStored(1, Film, 0, history.Of(1, Film)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_EarlierVoteIsBack_IsLost()
    {
        var history = new History();
        Tell(history, 4, HttpStatusCode.OK);
        Tell(history, 3, HttpStatusCode.OK);

        Assert.StartsWith("Lost: ", Judge.OfStored(1, Film, 4, history.Of(1, Film)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_UnansweredVoteComesBackAfterALaterOneWasAcknowledged_IsLost()
    {
        var history = new History { Rules = Rules.SomeAreTurnedAway };
        Tell(history, 2, HttpStatusCode.ServiceUnavailable, retryAfter: true);
        Tell(history, 3, HttpStatusCode.OK);

        Assert.StartsWith("Lost: ", Judge.OfStored(1, Film, 2, history.Of(1, Film)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_WithdrawnVoteIsBack_IsLost()
    {
        var history = new History();
        Tell(history, 4, HttpStatusCode.OK);
        Tell(history, 0, HttpStatusCode.OK);

        Assert.StartsWith("Lost: ", Judge.OfStored(1, Film, 4, history.Of(1, Film)), StringComparison.Ordinal);
    }

    [Fact]
    public void Withdrawal_FindsNothingThoughAVoteWasAcknowledged_IsDenied()
    {
        var history = new History { Rules = Rules.SomeAreCutOff };
        Tell(history, 4, HttpStatusCode.OK);
        Tell(history, 5, HttpStatusCode.ServiceUnavailable, retryAfter: true);

        Tell(history, 0, HttpStatusCode.NotFound);

        Assert.StartsWith("Denied: ", Assert.Single(history.Violations.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Withdrawal_FindsNothingAfterOneWithoutAnAnswer_IsFree()
    {
        var history = new History { Rules = Rules.SomeAreCutOff };
        Tell(history, 4, HttpStatusCode.OK);
        Tell(history, 0, HttpStatusCode.ServiceUnavailable, retryAfter: true);

        Tell(history, 0, HttpStatusCode.NotFound);

        Assert.Equal(0, history.Violations.Count);
    }

    [Fact]
    public void Counts_FilmHasOneMoreThanTheLists_IsDoubled()
    {
        var lists = FilmCount.Of("lists", [4, 3.5]);
        var served = FilmCount.Of("served", [4, 3.5, 3.5]);

        Assert.StartsWith("Doubled: film-1-2001", Judge.OfCounts(Film, lists, served), StringComparison.Ordinal);
        Assert.Null(Judge.OfCounts(Film, lists, FilmCount.Of("served", [3.5, 4])));
    }

    [Fact]
    public void Counts_FilmHasOtherStarsThanTheLists_IsNotRight() =>
        Assert.StartsWith(
            "Not counted right: ", Judge.OfCounts(Film, FilmCount.Of("lists", [4]), FilmCount.Of("served", [5])), StringComparison.Ordinal);

    [Fact]
    public void Answer_VersionIsBelowOneShownBefore_WentBack()
    {
        var history = new History();
        Tell(history, 4, HttpStatusCode.OK, version: 9);
        Tell(history, 3, HttpStatusCode.OK, version: 8);

        Assert.StartsWith("Version went back: ", Assert.Single(history.Violations.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Push_VersionIsBelowTheOneBefore_WentBack()
    {
        Assert.Null(Judge.OfPush("watcher 1", Film, 5, before: 5));
        Assert.StartsWith("Version went back: watcher 1", Judge.OfPush("watcher 1", Film, 4, before: 5), StringComparison.Ordinal);
    }

    [Fact]
    public void Film_VersionIsBelowOneShownBefore_WentBack() =>
        Assert.StartsWith("Version went back: ", Judge.OfVersion(Film, 4, newestShown: 5), StringComparison.Ordinal);

    [Fact]
    public void Line_CannotBeOpenedWhileNothingMayFail_IsNamed()
    {
        Assert.Null(Judge.OfLine("watcher 1", "503", Rules.SomeAreTurnedAway));
        Assert.StartsWith("Not allowed now: watcher 1", Judge.OfLine("watcher 1", "503", Rules.NothingFails), StringComparison.Ordinal);
    }

    [Fact]
    public void Watcher_IsBehind_WasNotTold() =>
        Assert.StartsWith("Not told: ", Judge.OfWatcher("watcher 1", Film, 4, final: 5), StringComparison.Ordinal);

    [Theory]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(401, true)]
    [InlineData(404, true)]
    [InlineData(429, true)]
    [InlineData(503, false)]
    [InlineData(503, true, true)]
    [InlineData(null, false)]
    public void Answer_StatusIsNotAllowed_IsNamed(int? status, bool retryAfter, bool nothingFails = false)
    {
        var history = new History { Rules = nothingFails ? Rules.NothingFails : Rules.SomeAreTurnedAway };

        Tell(history, 4, (HttpStatusCode?)status, retryAfter);

        Assert.Contains("member 1 gave 4 stars to film-1-2001", Assert.Single(history.Violations.Sentences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, true, 1)]
    [InlineData(503, false, 1)]
    [InlineData(null, false, 1)]
    [InlineData(503, true, 0)]
    [InlineData(200, false, 0)]
    public void Read_StatusIsNotAllowed_IsNamed(int? status, bool retryAfter, int violations)
    {
        var history = new History { Rules = Rules.SomeAreTurnedAway };

        history.WasRead("/api/films", (HttpStatusCode?)status, retryAfter, history.Rules);

        Assert.Equal(violations, history.Violations.Count);
    }

    [Theory]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(false, false, 1)]
    public void Answer_RulesChangeWhileItIsOnItsWay_MustFitEither(bool turnedAwayBefore, bool turnedAwayAfter, int violations)
    {
        var history = new History { Rules = turnedAwayBefore ? Rules.SomeAreTurnedAway : Rules.NothingFails };
        var before = history.Asked(1, Film, 4);

        history.Rules = turnedAwayAfter ? Rules.SomeAreTurnedAway : Rules.NothingFails;
        history.Answered(new Answer(1, Film, 4, HttpStatusCode.ServiceUnavailable, HasRetryAfter: true), before);

        Assert.Equal(violations, history.Violations.Count);
    }

    [Theory]
    [InlineData(20, 5, 0)]
    [InlineData(20.1, 0, 1)]
    [InlineData(0, 5.1, 1)]
    [InlineData(21, 6, 2)]
    public void Round_TakesLongerThanPromised_IsNamed(double recovery, double behind, int sentences) =>
        Assert.Equal(sentences, Judge.OfTimes("KillSilo", TimeSpan.FromSeconds(recovery), TimeSpan.FromSeconds(behind)).Count());

    private static void Tell(History history, double stars, HttpStatusCode? status, bool retryAfter = false, long? version = null)
    {
        var before = history.Asked(1, Film, stars);
        history.Answered(new Answer(1, Film, stars, status, retryAfter, version, status is null ? "a reset" : null), before);
    }
}
