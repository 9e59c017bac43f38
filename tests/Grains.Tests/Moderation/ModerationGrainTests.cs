using System.Collections.Immutable;
using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Moderation;

public sealed class ModerationGrainTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Author = 7;
    private const long Moderator = 99;
    private const uint Noon = 1_790_000_000;

    [Fact]
    public async Task ReportAsync_ByTheThousand_IsOneCaseThatKeepsTheFirstReasons()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var moderation = Desk(silo);

        var answers = await Task.WhenAll(Enumerable.Range(1, 1_000).Select(reporter => moderation.ReportAsync(Report(reporter % 300 + 1))));

        Assert.All(answers, answer => Assert.Equal(ReportAnswer.Taken, answer));
        var page = await moderation.QueueAsync(0, 10);
        var open = Assert.Single(page.Items);
        Assert.Equal((CaseKind.Reported, Id, Author, 1, false), (open.Kind, open.FilmId, open.AuthorId, page.Total, page.HasMore));
        Assert.Equal(ModerationLimits.MaxReporters, open.Reporters.Length);
        Assert.Equal(open.Reporters.Length, open.Reporters.Distinct().Count());
        Assert.Equal(ModerationLimits.MaxReasons, open.Reports.Length);
    }

    [Fact]
    public async Task QueueAsync_ManyCases_ArePagedOldestFirst()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var moderation = Desk(silo);
        for (var author = 1; author <= 5; author++) await moderation.ReportAsync(Report(50) with { AuthorId = author });

        var first = await moderation.QueueAsync(0, 3);
        var rest = await moderation.QueueAsync(first.Items[^1].CaseId, 3);

        Assert.Equal([1, 2, 3], first.Items.Select(open => open.AuthorId));
        Assert.Equal([4, 5], rest.Items.Select(open => open.AuthorId));
        Assert.Equal((true, false, 5), (first.HasMore, rest.HasMore, rest.Total));
    }

    [Fact]
    public async Task ReportAsync_ReasonThatIsNone_Throws()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk(silo).ReportAsync(Report(1) with { Reason = "  " }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk(silo).ReportAsync(Report(1) with { Reason = new string('x', 501) }));
    }

    [Fact]
    public async Task DecideAsync_HideThenRestore_ReachTheReviewAndAreLogged()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await WriteReviewAsync(silo);
        var moderation = Desk(silo);
        await moderation.ReportAsync(Report(1));
        var caseId = Assert.Single((await moderation.QueueAsync(0, 10)).Items).CaseId;

        var hidden = await moderation.DecideAsync(caseId, ModerationAction.Hide, Moderator, "Rude.");
        Assert.Equal(DecisionOutcome.Done, hidden.Outcome);
        Assert.Equal(ReviewState.Hidden, (await ReviewAsync(silo))!.State);
        Assert.Empty((await moderation.QueueAsync(0, 10)).Items);
        Assert.Equal(DecisionOutcome.Decided, (await moderation.DecideAsync(caseId, ModerationAction.Hide, Moderator, "Twice.")).Outcome);
        Assert.Equal(DecisionOutcome.Decided, (await moderation.DecideAsync(caseId, ModerationAction.Dismiss, Moderator, "Late.")).Outcome);

        var restored = await moderation.DecideAsync(caseId, ModerationAction.Restore, Moderator, "A mistake.");
        Assert.Equal(DecisionOutcome.Done, restored.Outcome);
        Assert.Equal(ReviewState.Published, (await ReviewAsync(silo))!.State);
        Assert.Equal(DecisionOutcome.Unknown, (await moderation.DecideAsync(4_711, ModerationAction.Hide, Moderator, "Nothing.")).Outcome);

        var log = (await moderation.LogAsync(long.MaxValue, 10)).Items;
        Assert.Equal([(ModerationAction.Restore, "A mistake."), (ModerationAction.Hide, "Rude.")],
            log.Select(decision => (decision.Action, decision.Reason)));
        Assert.All(
            log, decision =>
                Assert.Equal((Moderator, Id, Author, caseId), (decision.ModeratorId, decision.FilmId, decision.UserId, decision.CaseId)));
        Assert.True((await moderation.LogAsync(long.MaxValue, 1)).HasMore);
    }

    [Fact]
    public async Task DecideAsync_TwoModeratorsAtOnce_OneOfThemDecides()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await WriteReviewAsync(silo);
        var moderation = Desk(silo);
        await moderation.ReportAsync(Report(1));

        var answers = await Task.WhenAll(
            moderation.DecideAsync(1, ModerationAction.Hide, Moderator, "Rude."), moderation.DecideAsync(
                1, ModerationAction.Hide, Moderator + 1, "Rude, yes."));

        Assert.Equal([DecisionOutcome.Done, DecisionOutcome.Decided], answers.Select(answer => answer.Outcome).Order());
        Assert.Single((await moderation.LogAsync(long.MaxValue, 10)).Items);
    }

    [Fact]
    public async Task ExcludeAsync_ProcessDiesBeforeTheFilmHasIt_TheNextOneCarriesItOut()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.PublishAsync(Id);
            await silo.Film(Id).VoteAsync(new Ballot(1, 10, 1, Noon));
            await silo.Film(Id).VoteAsync(new Ballot(2, 4, 1, Noon + 60));
            await silo.DieDuringAsync(
                "film/", storeFirst: false, () => Desk(silo).ExcludeAsync(Id, Noon, Noon + 1, lifts: false, Moderator, "Bought votes."));
        }

        await using var next = await TestSilo.StartAsync(store);
        var film = await Eventually.AnsweredAsync(() => next.Film(Id).ReadAsync(), film => film.Rating.Count == 1);

        Assert.Equal(4, film.Rating.HalfStarSum);
        Assert.Equal("Bought votes.", Assert.Single((await Desk(next).LogAsync(long.MaxValue, 10)).Items).Reason);
    }

    [Fact]
    public async Task ExcludeAsync_WhatTheFilmRefuses_IsNotLogged()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var moderation = Desk(silo);

        Assert.Equal(DecisionOutcome.NotThere, (await moderation.ExcludeAsync(Id, 1, 2, lifts: true, Moderator, "Why not.")).Outcome);
        Assert.Equal(
            DecisionOutcome.Unknown, (await moderation.ExcludeAsync("no-such-film", 1, 2, lifts: false, Moderator, "Why not.")).Outcome);
        var done = await moderation.ExcludeAsync(Id, 1, 2, lifts: false, Moderator, "Bought votes.");
        Assert.Equal(DecisionOutcome.Decided, (await moderation.ExcludeAsync(Id, 1, 2, lifts: false, Moderator, "Again.")).Outcome);

        Assert.Equal(DecisionOutcome.Done, done.Outcome);
        Assert.Equal(done.Decision, Assert.Single((await moderation.LogAsync(long.MaxValue, 10)).Items));
    }

    [Fact]
    public async Task Restart_CasesAndLogAreThere_AndNumbersGoOn()
    {
        using var store = new TestStore();
        ModerationCase open;
        ImmutableArray<ModerationDecision> log;
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.PublishAsync(Id);
            await Desk(silo).ReportAsync(Report(1));
            await Desk(silo).ReportAsync(Report(2));
            await Desk(silo).HoldAsync(Id, 8);
            await Desk(silo).DecideAsync(2, ModerationAction.Dismiss, Moderator, "Fine.");
            open = Assert.Single((await Desk(silo).QueueAsync(0, 10)).Items);
            log = (await Desk(silo).LogAsync(long.MaxValue, 10)).Items;
        }

        await using var next = await TestSilo.StartAsync(store);
        var after = Assert.Single((await Desk(next).QueueAsync(0, 10)).Items);
        Assert.Equal((open.CaseId, open.Kind, open.OpenedAt), (after.CaseId, after.Kind, after.OpenedAt));
        Assert.Equal(open.Reporters, after.Reporters);
        Assert.Equal(open.Reports, after.Reports);
        Assert.Equal(log, (await Desk(next).LogAsync(long.MaxValue, 10)).Items);
        await Desk(next).ReportAsync(Report(3) with { AuthorId = 1_234 });
        Assert.True((await Desk(next).QueueAsync(0, 10)).Items[^1].CaseId > 2);
    }

    [Fact]
    public async Task ForgetAsync_Member_LeavesNoWordOfOrAboutTheMember()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var moderation = Desk(silo);
        await moderation.ReportAsync(Report(1));
        await moderation.ReportAsync(Report(2));
        await moderation.ReportAsync(Report(2) with { AuthorId = 8 });
        await moderation.ReportAsync(Report(3) with { AuthorId = 2 });
        await moderation.HoldAsync(Id, 2);
        await moderation.DecideAsync(3, ModerationAction.Dismiss, Moderator, "Member 2 is fine.");
        await moderation.ReportAsync(Report(3) with { AuthorId = 2 });
        Assert.Equal(2, (await moderation.ReportsOfAsync(2)).Length);

        await moderation.ForgetAsync(2);
        await moderation.ForgetAsync(2);

        var open = Assert.Single((await moderation.QueueAsync(0, 10)).Items);
        Assert.Equal([1], open.Reporters);
        Assert.Empty(await moderation.ReportsOfAsync(2));
        Assert.Equal("", Assert.Single((await moderation.LogAsync(long.MaxValue, 10)).Items).Reason);
    }

    [Fact]
    public async Task ForgetAsync_WhatWasUnderWayComesAfterwards_IsNotKept()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await WriteReviewAsync(silo);
            var moderation = Desk(silo);
            await moderation.ReportAsync(Report(1));
            await moderation.DecideAsync(1, ModerationAction.Hide, Moderator, "Rude.");

            var write = silo.Faults.HoldNext("moderation/");
            var forgotten = Task.WhenAll(moderation.ForgetAsync(1), moderation.ForgetAsync(Author));
            await write.Reached;
            var early = moderation.ReportAsync(Report(1) with { AuthorId = 8, Reason = "xanadu" });   // while the erasure is being written
            write.Release();
            await Task.WhenAll(forgotten, early);
            await AssertNothingIsTakenAsync(moderation);
            await silo.DeactivateAllAsync();
            await AssertNothingIsTakenAsync(moderation);
        }

        Assert.DoesNotContain("xanadu", await StoreBytes.AllAsync(store), StringComparison.Ordinal);
    }

    private static async Task AssertNothingIsTakenAsync(IModerationGrain moderation)
    {
        Assert.Equal(ReportAnswer.Taken, await moderation.ReportAsync(Report(1) with { AuthorId = 8, Reason = "xanadu" }));
        Assert.Equal(ReportAnswer.Taken, await moderation.ReportAsync(Report(2) with { Reason = "xanadu" }));
        Assert.True(await moderation.HoldAsync(Id, Author));
        Assert.Equal(DecisionOutcome.Unknown, (await moderation.DecideAsync(1, ModerationAction.Restore, Moderator, "xanadu")).Outcome);
        Assert.Equal(DecisionOutcome.Unknown, (await moderation.SuspendAsync(Author, lifts: false, Moderator, "xanadu")).Outcome);
        Assert.Empty((await moderation.QueueAsync(0, 10)).Items);
        Assert.Equal("", Assert.Single((await moderation.LogAsync(long.MaxValue, 10)).Items).Reason);
    }

    private static IModerationGrain Desk(TestSilo silo) => silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    private static ReviewReport Report(long reporter) => new(Id, Author, reporter, $"Reason {reporter}", DateTimeOffset.UnixEpoch);

    private static Task<StoredReview?> ReviewAsync(TestSilo silo) => silo.Grains.GetGrain<IReviewGrain>(Author, Id, null).ReadAsync();

    private static async Task WriteReviewAsync(TestSilo silo)
    {
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Author);
        var text = new WrittenReview("Title", "Ten characters.", false);
        var answer = await silo.User(Author).ReviewAsync(new ReviewCommand(Making.StampOf(Author), Id, text, TimeSpan.FromSeconds(20)));
        Assert.Equal(ReviewOutcome.Done, answer.Outcome);
    }
}
