using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>
/// Two requests about imports at once, each stopped at a write of the other: one import runs at a time, and what is reported is what was
/// done.
/// </summary>
public sealed class OvertakenImportTests
{
    private const long Member = 42;

    private const string Film = "film-1-1999";

    private static readonly string[] Films = [Film, "film-2-1999"];

    [Fact]
    public async Task UndoImportAsync_ItsStartIsBeingWritten_TakesBackWhatTheStartDoes()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var number = await KeepAsync(silo, Films[0]);
        var starting = silo.Faults.HoldNext("user/");
        var start = silo.Data(Member).StartImportAsync(Making.StampOf(Member), number);
        await starting.Reached;
        var undoing = silo.Faults.HoldNext("user/");

        var undo = silo.Data(Member).UndoImportAsync(Making.StampOf(Member), number);   // knows of an import that was never begun
        await silo.User(Member).ProfileAsync();
        starting.Release();
        await undoing.Reached;
        var going = silo.User(Member).ResumeAsync();   // the start is durable, and the undo is not
        await silo.User(Member).ProfileAsync();
        undoing.Release();

        Assert.Equal((ImportOutcome.Done, ImportOutcome.Done), ((await start).Outcome, (await undo).Outcome));
        await going;
        await silo.UntilAsync(Member, number, ImportStatus.Undone);
        await StandsAsync(silo, 0);
    }

    [Fact]
    public async Task UndoImportAsync_TheImportIsFinishedMeanwhile_IsNotForgotten()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var delivering = silo.Faults.HoldNext("film/");
        var number = await silo.StartAsync(Member, Importing.Plan((Films[0], 9)));
        await delivering.Reached;
        var undoing = silo.Faults.HoldNext("user/");
        var undo = silo.Data(Member).UndoImportAsync(Making.StampOf(Member), number);
        await undoing.Reached;

        delivering.Release();
        await Eventually.AnsweredAsync(() => silo.Film(Film).ReadAsync(), film => film.Rating.HalfStarSum == 9);
        Assert.NotNull(await silo.User(Member).RatingAsync(Films[0]));   // after the film's answer
        undoing.Release();

        Assert.Equal(ImportOutcome.Done, (await undo).Outcome);
        await silo.UntilAsync(Member, number, ImportStatus.Undone);
        await StandsAsync(silo, 0);
    }

    [Fact]
    public async Task UndoImportAsync_AnotherIsBeingStarted_IsBusy()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var first = await silo.StartAsync(Member, Importing.Plan((Films[0], 9)));
        await silo.UntilAsync(Member, first, ImportStatus.Done);
        var second = await KeepAsync(silo, Films[1]);
        await Eventually.AnsweredAsync(() => silo.User(Member).ResumeAsync(), done => done);
        var starting = silo.Faults.HoldNext("user/");
        var start = silo.Data(Member).StartImportAsync(Making.StampOf(Member), second);
        await starting.Reached;

        var undo = silo.Data(Member).UndoImportAsync(Making.StampOf(Member), first);
        await silo.User(Member).ProfileAsync();
        starting.Release();

        Assert.Equal((ImportOutcome.Done, ImportOutcome.Busy), ((await start).Outcome, (await undo).Outcome));
        await silo.UntilAsync(Member, second, ImportStatus.Done);
        await StandsAsync(silo, 9);
    }

    [Fact]
    public async Task StartImportAsync_AnotherPlanTakesItsPlaceMeanwhile_IsUnknown()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var first = await KeepAsync(silo, Films[0]);
        var registering = silo.Faults.HoldNext("work/");
        var start = silo.Data(Member).StartImportAsync(Making.StampOf(Member), first);
        await registering.Reached;

        await KeepAsync(silo, Films[1]);   // a member keeps one plan
        registering.Release();

        Assert.Equal(ImportOutcome.Unknown, (await start).Outcome);
        await StandsAsync(silo, 0);
    }

    [Fact]
    public async Task PlanImportAsync_AnOldImportIsBeingUndone_IsRefusedAndDoesNotPushItOut()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var oldest = await silo.StartAsync(Member, Importing.Plan((Films[0], 9)));
        await silo.UntilAsync(Member, oldest, ImportStatus.Done);
        for (var more = 1; more < ImportPlan.MaxKept; more++)
            await silo.UntilAsync(Member, await silo.StartAsync(Member, Importing.Plan((Films[1], more))), ImportStatus.Done);
        var undoing = silo.Faults.HoldNext("film/");
        await silo.Data(Member).UndoImportAsync(Making.StampOf(Member), oldest);
        await undoing.Reached;

        var late = await silo.Data(Member).PlanImportAsync(Making.StampOf(Member), Importing.Plan((Films[1], 9)), ImportStep.Keep);
        undoing.Release();

        Assert.Equal(ImportOutcome.Busy, late.Outcome);

        await silo.UntilAsync(Member, oldest, ImportStatus.Undone);
        await StandsAsync(silo, 0);
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        foreach (var film in Films) await silo.PublishAsync(film);
        await silo.JoinAsync(Member);
        return silo;
    }

    private static async Task<int> KeepAsync(TestSilo silo, string film) =>
        (await silo.Data(Member).PlanImportAsync(Making.StampOf(Member), Importing.Plan((film, 9)), ImportStep.Keep)).State!.Number;

    private static async Task StandsAsync(TestSilo silo, int halfStars)
    {
        await Eventually.AnsweredAsync(() => silo.Film(Film).ReadAsync(), film => film.Rating.HalfStarSum == halfStars);
        Assert.Equal(halfStars, (await silo.User(Member).RatingAsync(Films[0]))?.HalfStars ?? 0);
    }
}
