using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>Imports: what they change, what they leave, and that neither a crash nor an undo leaves a vote behind.</summary>
public sealed class MemberImportTests
{
    private const long Member = 42;

    private static readonly string[] Films = [.. Enumerable.Range(1, 80).Select(number => $"film-{number}-1999")];

    [Fact]
    public async Task PlanImportAsync_OnlyLooking_TellsWhatWouldChangeAndChangesNothing()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, 3);
        await silo.RateAsync(Member, Films[0], 7);
        await silo.RateAsync(Member, Films[1], 2);

        var answer = await silo.Data(Member).PlanImportAsync(
            Making.StampOf(Member), Importing.Plan((Films[0], 7), (Films[1], 9), (Films[2], 4)), ImportStep.Look);

        Assert.Equal((1, 1, 1), (answer.State!.New, answer.State.Replaced, answer.State.Same));
        Assert.Empty(await silo.Data(Member).ImportsAsync());
        Assert.Equal(0, (await silo.Film(Films[2]).ReadAsync()).Rating.Count);
    }

    [Fact]
    public async Task StartImportAsync_KeptPlan_VotesWithOriginAndOriginalScale()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, 2);
        var kept = await silo.Data(Member).PlanImportAsync(
            Making.StampOf(Member), Importing.Plan((Films[0], 7), (Films[1], 10)), ImportStep.Keep);
        Assert.Equal(ImportStatus.Planned, kept.State!.Status);

        await silo.Data(Member).StartImportAsync(Making.StampOf(Member), kept.State.Number);
        await silo.UntilAsync(Member, kept.State.Number, ImportStatus.Done);

        var vote = (await silo.Data(Member).VotesAsync(0, 10)).Single(vote => vote.FilmId == Films[0]);
        Assert.Equal((VoteOrigin.Import, 7m, 10), (vote.Origin, vote.Original!.Value, vote.Original.Scale));
        Assert.Equal(new DateOnly(2019, 5, 4), vote.Original.RatedOn);
        Assert.Equal(7, (await silo.Film(Films[0]).ReadAsync()).Rating.HalfStarSum);
    }

    [Fact]
    public async Task UndoImportAsync_SomeChangedSince_RestoresEarlierVotesAndLeavesThose()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, 4);
        await silo.RateAsync(Member, Films[0], 2);
        await silo.RateAsync(Member, Films[1], 8);
        var number = await silo.StartAsync(Member, Importing.Plan((Films[0], 9), (Films[1], 8), (Films[2], 6), (Films[3], 5)));
        await silo.UntilAsync(Member, number, ImportStatus.Done);
        await silo.RateAsync(Member, Films[3], 10);   // the member's own, newer than the import

        await silo.Data(Member).UndoImportAsync(Making.StampOf(Member), number);
        var undone = await silo.UntilAsync(Member, number, ImportStatus.Undone);

        Assert.Equal(new[] { 2, 8, 0, 10 }, await SumsAsync(silo, 4));
        Assert.Equal(1, undone!.Kept);
        Assert.Null(await silo.User(Member).RatingAsync(Films[2]));
    }

    [Fact]
    public async Task UndoImportAsync_AfterASuspension_StillKnowsItsVotes()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, 1);
        var number = await silo.StartAsync(Member, Importing.Plan((Films[0], 9)));
        await silo.UntilAsync(Member, number, ImportStatus.Done);
        await silo.User(Member).SuspendAsync("spam");
        await silo.User(Member).LiftSuspensionAsync();
        await Eventually.GetAsync(() => silo.User(Member).ResumeAsync(), done => done);

        await silo.Data(Member).UndoImportAsync(Making.StampOf(Member), number);
        await silo.UntilAsync(Member, number, ImportStatus.Undone);

        Assert.Equal(new[] { 0 }, await SumsAsync(silo, 1));
    }

    [Fact]
    public async Task PlanImportAsync_AnotherRuns_IsBusy()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, 1);
        var hold = silo.Faults.HoldNext("film/");
        var number = await silo.StartAsync(Member, Importing.Plan((Films[0], 9)));
        await hold.Reached;

        var second = await silo.Data(Member).PlanImportAsync(Making.StampOf(Member), Importing.Plan((Films[0], 1)), ImportStep.Start);
        hold.Release();

        Assert.Equal(ImportOutcome.Busy, second.Outcome);
        await silo.UntilAsync(Member, number, ImportStatus.Done);
        Assert.Equal(new[] { 9 }, await SumsAsync(silo, 1));
    }

    [Theory, Trait("Category", "Slow")]
    [InlineData("user/", true)]
    [InlineData("user/", false)]
    [InlineData("film/", true)]
    [InlineData("film/", false)]
    public async Task StartImportAsync_ProcessDiesInTheMiddle_GoesOnByItselfAfterTheStart(string journal, bool storeFirst)
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store, Films.Length))
        {
            var hold = silo.Faults.HoldNext("film/");
            await silo.StartAsync(Member, Importing.Plan(Films.Select((film, index) => (film, index % 10 + 1))));
            await hold.Reached;   // some of the first slice are on their way
            var gone = silo.Faults.DieAtNext(journal, storeFirst);
            hold.Release();
            await gone;
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);   // nobody calls the member: the work grain does
        await next.UntilAsync(Member, 1, ImportStatus.Done);
        await Eventually.GetAsync(
            () => SumsAsync(next, Films.Length), sums => sums.Select((sum, index) => sum == index % 10 + 1).All(right => right));
        Assert.Equal(Films.Length, (await next.User(Member).ProfileAsync())!.Ratings);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task UndoImportAsync_ProcessDiesInTheMiddle_GoesOnByItselfAfterTheStart()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store, Films.Length))
        {
            await silo.RateAsync(Member, Films[0], 3);
            var number = await silo.StartAsync(Member, Importing.Plan(Films.Select(film => (film, 10))));
            await silo.UntilAsync(Member, number, ImportStatus.Done);
            var gone = silo.Faults.DieAtNext("film/", storeFirst: true);
            await silo.Data(Member).UndoImportAsync(Making.StampOf(Member), number);
            await gone;
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        await next.UntilAsync(Member, 1, ImportStatus.Undone);
        await Eventually.GetAsync(
            () => SumsAsync(next, Films.Length), sums => sums.SequenceEqual([3, .. Enumerable.Repeat(0, Films.Length - 1)]));
    }

    private static async Task<TestSilo> StartAsync(TestStore store, int films)
    {
        var silo = await TestSilo.StartAsync(store);
        foreach (var film in Films.Take(films)) await silo.PublishAsync(film);
        await silo.JoinAsync(Member);
        return silo;
    }

    private static async Task<int[]> SumsAsync(TestSilo silo, int films) =>
        [.. (await Task.WhenAll(Films.Take(films).Select(film => silo.Film(film).ReadAsync()))).Select(
            film => (int)film.Rating.HalfStarSum)];
}
