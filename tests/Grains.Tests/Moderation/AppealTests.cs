using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Moderation;

/// <summary>The author of a hidden review can appeal once, and learns what moderators decide.</summary>
public sealed class AppealTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Author = 7;
    private const long Moderator = 99;

    [Fact]
    public async Task AppealAsync_OfAHiddenReview_IsInTheQueueOnce()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        Assert.Equal(AppealOutcome.NotHidden, await AppealAsync(silo, "Nothing to say."));
        await HideAsync(silo);

        Assert.Equal(AppealOutcome.Done, await AppealAsync(silo, "It was a quotation."));
        Assert.Equal(AppealOutcome.Appealed, await AppealAsync(silo, "It was a quotation."));

        var open = Assert.Single((await Desk(silo).QueueAsync(0, 10)).Items);
        Assert.Equal((CaseKind.Appealed, "It was a quotation.", 1), (open.Kind, open.Appeal!.Text, open.Appeal.Revision));
        Assert.Equal("Reason", Assert.Single(open.Reports).Reason);
        Assert.True((await Review(silo).ReadAsync())!.Hidden is { HasAppealed: true, IsOpen: true, Reason: "Rude." });
        var own = Assert.Single(await Desk(silo).CasesAboutAsync(Author));
        Assert.Equal((open.CaseId, true), (own.Case.CaseId, own.IsOpen));
    }

    [Fact]
    public async Task AppealAsync_AfterItWasDismissed_IsRefusedAndAfterANewHidingIsTaken()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await HideAsync(silo);
        await AppealAsync(silo, "It was a quotation.");
        await DecideAsync(silo, 2, ModerationAction.Dismiss);
        Assert.True((await Review(silo).ReadAsync())!.Hidden is { HasAppealed: true, IsOpen: false });
        Assert.Equal(AppealOutcome.Appealed, await AppealAsync(silo, "Once more."));

        await DecideAsync(silo, 2, ModerationAction.Restore);
        await DecideAsync(silo, 2, ModerationAction.Hide);

        Assert.Equal(AppealOutcome.Done, await AppealAsync(silo, "Once more."));
    }

    [Fact]
    public async Task AppealAsync_QueueIsFull_CanBeRepeatedLater()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await HideAsync(silo);
        await Task.WhenAll(Enumerable.Range(1_000, ModerationLimits.MaxOpenCases).Select(author =>
            Desk(silo).LookAsync(new ReviewLook("heat-1995", author, CaseKind.FirstReview))));

        Assert.Equal(AppealOutcome.Full, await AppealAsync(silo, "It was a quotation."));
        await DecideAsync(silo, (await Desk(silo).QueueAsync(0, 1)).Items[0].CaseId, ModerationAction.Dismiss);

        Assert.Equal(AppealOutcome.Done, await AppealAsync(silo, "It was a quotation."));
    }

    [Fact]
    public async Task LookAsync_QueueIsFull_RefusesWhatIsStillToBeWrittenAndTakesWhatIs()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await Task.WhenAll(Enumerable.Range(1_000, ModerationLimits.MaxOpenCases).Select(author =>
            Desk(silo).LookAsync(new ReviewLook("heat-1995", author, CaseKind.FirstReview))));

        Assert.False(await Desk(silo).LookAsync(new ReviewLook(Id, Author, CaseKind.Reported)));
        Assert.True(await Desk(silo).LookAsync(new ReviewLook("heat-1995", 1_000, CaseKind.FirstReview)));   // it is there
        Assert.True(await Desk(silo).LookAsync(new ReviewLook(Id, Author, CaseKind.Reported, Revision: 2)));
        Assert.Equal(ModerationLimits.MaxOpenCases + 1, (await Desk(silo).QueueAsync(0, 1)).Total);
    }

    [Fact]
    public async Task AppealAsync_TextThatIsNone_Throws()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await HideAsync(silo);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AppealAsync(silo, " "));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AppealAsync(silo, new string('x', ModerationLimits.MaxAppeal + 1)));
        Assert.Equal(AppealOutcome.Done, await AppealAsync(silo, new string('x', ModerationLimits.MaxAppeal)));
    }

    [Fact]
    public async Task UntoldAsync_DecisionsOnAHiddenReview_StayUntilTheAuthorWasTold()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            await HideAsync(silo);
            await AppealAsync(silo, "It was a quotation.");
            await DecideAsync(silo, 2, ModerationAction.Dismiss);
            await DecideAsync(silo, 2, ModerationAction.Restore);
            await Desk(silo).ReportAsync(Report with { ReporterId = 2 });
            await DecideAsync(silo, 3, ModerationAction.Dismiss);   // nobody need be told that nothing happened
            Assert.Equal([1, 2, 3], (await Desk(silo).UntoldAsync()).Select(decision => decision.Number));
            await Desk(silo).AuthorToldAsync(2);
            await Desk(silo).AuthorToldAsync(2);
            await Desk(silo).ForgetAsync(1);   // which rewrites the journal
        }

        await using var next = await TestSilo.StartAsync(store);
        var untold = await Desk(next).UntoldAsync();
        Assert.Equal([(1, ModerationAction.Hide), (3, ModerationAction.Restore)], untold.Select(one => ((int)one.Number, one.Action)));
    }

    private static readonly ReviewReport Report = new(Id, Author, 1, "Reason", DateTimeOffset.UnixEpoch);

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Author);
        var text = new WrittenReview("Title", "Ten characters.", false);
        var command = new ReviewCommand(Making.StampOf(Author), Id, text, TimeSpan.FromSeconds(20));
        Assert.Equal(ReviewOutcome.Done, (await silo.User(Author).ReviewAsync(command)).Outcome);
        return silo;
    }

    private static async Task HideAsync(TestSilo silo)
    {
        await Desk(silo).ReportAsync(Report);
        Assert.Equal(DecisionOutcome.Done, (await Desk(silo).DecideAsync(1, ModerationAction.Hide, Moderator, "Rude.")).Outcome);
    }

    private static async Task DecideAsync(TestSilo silo, long caseId, ModerationAction action) =>
        Assert.Equal(DecisionOutcome.Done, (await Desk(silo).DecideAsync(caseId, action, Moderator, "Why.")).Outcome);

    private static Task<AppealOutcome> AppealAsync(TestSilo silo, string text) => Review(silo).AppealAsync(text, DateTimeOffset.UnixEpoch);

    private static IModerationGrain Desk(TestSilo silo) => silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    private static IReviewGrain Review(TestSilo silo) => silo.Grains.GetGrain<IReviewGrain>(Author, Id, null);
}
