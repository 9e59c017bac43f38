using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Moderation;

/// <summary>A decision is about the text that the moderator saw, and about no later one: each of those comes before moderators
/// again.</summary>
public sealed class ChangedReviewTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Author = 7;
    private const long Moderator = 99;
    private const string Bad = "Nothing but insults.";
    private const string Harmless = "Nothing but praise.";

    [Fact]
    public async Task DecideOnAsync_TextChangedSinceTheQueueShowedIt_DecidesNothingAndTellsTheRevision()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        var open = await OnlyAsync(silo);
        await Desk(silo).ShownAsync([new ShownCase(open.CaseId, 1)]);
        await WriteAsync(silo, Harmless);

        var unnamed = await UnnamedAsync(silo, open.CaseId, ModerationAction.Hide);
        var named = await DecideAsync(silo, open.CaseId, ModerationAction.Dismiss, 1);

        Assert.All([unnamed, named], answer => Assert.Equal((DecisionOutcome.Changed, 2), (answer.Outcome, answer.Revision)));
        Assert.Equal(open.CaseId, (await OnlyAsync(silo)).CaseId);
        Assert.Empty((await Desk(silo).LogAsync(long.MaxValue, 10)).Items);
        await Desk(silo).ShownAsync([new ShownCase(open.CaseId, 2)]);
        var decided = await UnnamedAsync(silo, open.CaseId, ModerationAction.Dismiss);
        Assert.Equal((DecisionOutcome.Done, 2, CaseKind.Reported), (decided.Outcome, decided.Decision!.Revision, decided.Decision.Kind));
    }

    [Fact]
    public async Task DecideAsync_QueueShowedNothing_DecidesTheTextThatWasReported()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        var open = await OnlyAsync(silo);
        await WriteAsync(silo, Harmless);

        Assert.Equal(DecisionOutcome.Changed, (await UnnamedAsync(silo, open.CaseId, ModerationAction.Dismiss)).Outcome);
        await WriteAsync(silo, Harmless);   // the same words are no change
        Assert.Equal(DecisionOutcome.Done, (await DecideAsync(silo, open.CaseId, ModerationAction.Dismiss, 2)).Outcome);
    }

    [Fact]
    public async Task ReportThenEditThenDismissThenEditBack_TheReportIsBackWithTheTextAsItWasReported()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        await WriteAsync(silo, Harmless);
        await DecideAsync(silo, (await OnlyAsync(silo)).CaseId, ModerationAction.Dismiss, 2);
        Assert.Empty((await Desk(silo).QueueAsync(0, 10)).Items);

        await WriteAsync(silo, Bad);

        var back = await OnlyAsync(silo);
        Assert.Equal((CaseKind.Reported, true, 3, 2L), (back.Kind, back.CameBack, back.Revision, back.CaseId));
        Assert.Equal((1, "Reason 1", 1), (back.Reporters.Length, back.Reports[0].Reason, back.Reports[0].Revision));
        var review = await Review(silo).ForModeratorsAsync();
        Assert.Equal((3, ReviewState.Published), (review.Revision, review.State));
        Assert.Equal(new ReportedText(1, "Title", Bad, false), Assert.Single(review.Reported));
    }

    [Fact]
    public async Task ReportThenWithdrawThenDismissThenWriteAgain_TheReportIsBack()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        await WriteAsync(silo, null);
        var withdrawn = await Review(silo).ForModeratorsAsync();
        Assert.Equal((null, Bad), (withdrawn.Review, Assert.Single(withdrawn.Reported).Body));
        await DecideAsync(silo, (await OnlyAsync(silo)).CaseId, ModerationAction.Dismiss, withdrawn.Revision);
        Assert.Empty((await Review(silo).ForModeratorsAsync()).Reported);

        await WriteAsync(silo, Bad);

        Assert.Equal((CaseKind.Reported, 1), ((await OnlyAsync(silo)).Kind, (await OnlyAsync(silo)).Reports.Length));
    }

    [Fact]
    public async Task Withdrawal_AfterTheDecision_TakesWhatWasReportedAlong()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        await DecideAsync(silo, 1, ModerationAction.Dismiss, 1);
        Assert.Single((await Review(silo).ForModeratorsAsync()).Reported);

        await WriteAsync(silo, null);

        Assert.Empty((await Review(silo).ForModeratorsAsync()).Reported);
    }

    [Fact]
    public async Task HiddenReviewRewritten_AsksForAnotherLookAndStaysHidden()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        await DecideAsync(silo, 1, ModerationAction.Hide, 1);

        await WriteAsync(silo, Harmless);

        var again = await OnlyAsync(silo);
        Assert.Equal((CaseKind.Rewritten, 2), (again.Kind, again.Revision));
        Assert.Equal(DecisionOutcome.Changed, (await UnnamedAsync(silo, 1, ModerationAction.Restore)).Outcome);
        await DecideAsync(silo, again.CaseId, ModerationAction.Dismiss, 2);
        Assert.Equal(new HiddenReview("Why", (await LastAsync(silo)).DecidedAt, false, false), (await ReadAsync(silo)).Hidden);
        await WriteAsync(silo, Harmless + " More.");
        await DecideAsync(silo, (await OnlyAsync(silo)).CaseId, ModerationAction.Restore, 3);
        Assert.Equal(ReviewState.Published, (await ReadAsync(silo)).State);

        await WriteAsync(silo, Bad);   // and what was shown again is watched as well
        Assert.True((await OnlyAsync(silo)).CameBack);
    }

    [Fact]
    public async Task DismissedHiddenReview_CanBeShownAgainAfterAll()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        await DecideAsync(silo, 1, ModerationAction.Hide, 1);
        await WriteAsync(silo, Harmless);
        var again = (await OnlyAsync(silo)).CaseId;
        await DecideAsync(silo, again, ModerationAction.Dismiss, 2);

        Assert.Equal(DecisionOutcome.Decided, (await UnnamedAsync(silo, again, ModerationAction.Hide)).Outcome);
        Assert.Equal(DecisionOutcome.Done, (await UnnamedAsync(silo, again, ModerationAction.Restore)).Outcome);
        Assert.Equal(ReviewState.Published, (await ReadAsync(silo)).State);
    }

    [Fact]
    public async Task FirstReviewApproved_AnEditWaitsAgain()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Author);
        Assert.True(await Desk(silo).LookAsync(new ReviewLook(Id, Author, CaseKind.FirstReview)));
        Assert.Equal(ReviewState.Pending, await WriteAsync(silo, Harmless, waits: true));
        Assert.Equal(1, (await OnlyAsync(silo)).Revision);
        await DecideAsync(silo, 1, ModerationAction.Dismiss, 1);
        Assert.Equal(ReviewState.Published, (await ReadAsync(silo)).State);

        Assert.Equal(ReviewState.Published, await WriteAsync(silo, Harmless, waits: true));   // nothing new
        Assert.Equal(ReviewState.Pending, await WriteAsync(silo, Bad, waits: true));

        Assert.Equal((CaseKind.FirstReview, 2), ((await OnlyAsync(silo)).Kind, (await OnlyAsync(silo)).Revision));
        Assert.Empty((await silo.Film(Id).ReadAsync()).Writing!.Newest);
    }

    [Fact]
    public async Task Edit_BetweenADecisionAndItsArrival_BringsTheCaseBackAndIsNotDecided()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReportAsync(silo, 1);
        var write = silo.Faults.HoldNext("moderation/");
        var decision = DecideAsync(silo, 1, ModerationAction.Dismiss, 1);
        await write.Reached;
        await WriteAsync(silo, Harmless);
        write.Release();

        Assert.Equal((DecisionOutcome.Changed, 2), ((await decision).Outcome, (await decision).Revision));
        Assert.Equal(1, Assert.Single((await OnlyAsync(silo)).Reports).Revision);
        Assert.Empty((await Desk(silo).LogAsync(long.MaxValue, 10)).Items);
    }

    [Fact]
    public async Task JudgeAsync_RepeatedAfterTheTextHasChanged_IsDoneAlready()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var hide = new ReviewVerdict(5, DateTimeOffset.UnixEpoch, ModerationAction.Hide, "Rude.", 1);
        Assert.True((await Review(silo).JudgeAsync(hide)).IsDone);
        await WriteAsync(silo, Harmless);

        Assert.Equal(new VerdictAnswer(true, 2), await Review(silo).JudgeAsync(hide));
        Assert.Equal(new VerdictAnswer(false, 2), await Review(silo).JudgeAsync(hide with { Number = 6 }));
        Assert.Equal(new VerdictAnswer(true, 2), await Review(silo).JudgeAsync(hide with { Number = 7, Revision = null }));
    }

    [Fact]
    public async Task ReportAsync_OfChangingTexts_KeepsTheFirstAndTheNewest()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        for (var reporter = 1; reporter <= 7; reporter++)
        {
            await ReportAsync(silo, reporter);
            await ReportAsync(silo, reporter + 100);
            await WriteAsync(silo, $"{Bad} {reporter}");
        }

        Assert.Equal([1, 4, 5, 6, 7], (await Review(silo).ForModeratorsAsync()).Reported.Select(text => text.Revision));
        var open = await OnlyAsync(silo);
        Assert.Equal((14, ModerationLimits.MaxReasons), (open.Reporters.Length, open.Reports.Length));
        Assert.Equal(5, open.Reports.Select(report => report.Revision).Distinct().Count());
    }

    [Fact]
    public async Task Restart_DecidedCasesComeBackAllTheSame()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            await ReportAsync(silo, 1);
            await WriteAsync(silo, Harmless);
            await DecideAsync(silo, 1, ModerationAction.Dismiss, 2);
        }

        await using var next = await TestSilo.StartAsync(store);
        await WriteAsync(next, Bad);
        Assert.Equal((CaseKind.Reported, "Reason 1"), ((await OnlyAsync(next)).Kind, (await OnlyAsync(next)).Reports[0].Reason));
        Assert.Equal(Bad, Assert.Single((await Review(next).ForModeratorsAsync()).Reported).Body);
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Author);
        await WriteAsync(silo, Bad);
        return silo;
    }

    private static IModerationGrain Desk(TestSilo silo) => silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    private static IReviewGrain Review(TestSilo silo) => silo.Grains.GetGrain<IReviewGrain>(Author, Id, null);

    private static async Task<StoredReview> ReadAsync(TestSilo silo) => (await Review(silo).ReadAsync())!;

    private static async Task<ModerationCase> OnlyAsync(TestSilo silo) => Assert.Single((await Desk(silo).QueueAsync(0, 10)).Items);

    private static async Task<ModerationDecision> LastAsync(TestSilo silo) => (await Desk(silo).LogAsync(long.MaxValue, 1)).Items[0];

    private static async Task ReportAsync(TestSilo silo, long reporter)
    {
        var report = new ReviewReport(Id, Author, reporter, $"Reason {reporter}", DateTimeOffset.UnixEpoch);
        Assert.Equal(ReportAnswer.Taken, await Desk(silo).ReportAsync(report));
    }

    private static Task<DecisionAnswer> DecideAsync(TestSilo silo, long caseId, ModerationAction action, int revision) =>
        Desk(silo).DecideOnAsync(new CaseVerdict(caseId, action, Moderator, "Why", revision));

    /// <summary>Without saying which text it is about.</summary>
    private static Task<DecisionAnswer> UnnamedAsync(TestSilo silo, long caseId, ModerationAction action) =>
        Desk(silo).DecideAsync(caseId, action, Moderator, "Why");

    private static async Task<ReviewState?> WriteAsync(TestSilo silo, string? body, bool waits = false)
    {
        var text = body is null ? null : new WrittenReview("Title", body, false);
        var answer = await silo.User(Author).ReviewAsync(
            new ReviewCommand(Making.StampOf(Author), Id, text, TimeSpan.FromSeconds(20), Waits: waits));
        Assert.Equal(ReviewOutcome.Done, answer.Outcome);
        return answer.Review?.State;
    }
}
