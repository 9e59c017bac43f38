using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;

namespace Grains.Tests.Members;

/// <summary>
/// Work that is registered and on its way to the member's journal when the work grain asks: it is never lost, whatever dies then.
/// </summary>
public sealed class RegisteredWorkTests
{
    private const long Member = 42;
    private const long Other = 43;
    private const string Film = "film-1-1999";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public enum Work
    {
        Erasure,
        Import,
        KeptImport,
        Undo,
        Suspension,
    }

    [Theory]
    [InlineData(Work.Erasure)]
    [InlineData(Work.Import)]
    [InlineData(Work.KeptImport)]
    [InlineData(Work.Undo)]
    [InlineData(Work.Suspension)]
    public async Task PumpAsync_WorkIsBeingJournalledAndTheProcessDiesThen_GoesOnByItself(Work what)
    {
        using var store = new TestStore();
        int expected;
        await using (var silo = await TestSilo.StartAsync(store))
        {
            (var begin, expected) = await PrepareAsync(silo, what);
            var hold = silo.Faults.HoldNext("user/");
            var begun = begin();
            await hold.Reached;

            await WorkOf(silo).PumpAsync();   // asks the member, who has nothing in the journal yet
            var gone = silo.Faults.DieAtNext("user/", storeFirst: false);
            hold.Release();

            Assert.True(await begun);
            await gone;
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);   // the member is not called: the work grain does that
        await Eventually.AnsweredAsync(() => next.Film(Film).ReadAsync(), film => film.Rating.HalfStarSum == expected);
    }

    [Fact]
    public async Task PumpAsync_AnotherActivationKnowsOfNothing_TheWorkIsRefusedOrGoesOn()
    {
        using var store = new TestStore();
        bool answered;
        await using (var first = await TestSilo.StartAsync(store))
        {
            var (begin, _) = await PrepareAsync(first, Work.Suspension);
            var hold = first.Faults.HoldNext("user/");
            var begun = begin();
            await hold.Reached;
            await using var second = await TestSilo.StartAsync(store, sharing: first);

            await PumpUntilIdleAsync(second);   // its member has read a journal without the work
            _ = first.Faults.DieAtNext("user/", storeFirst: false);
            hold.Release();
            answered = await begun.ContinueWith(task => task.IsCompletedSuccessfully, TaskScheduler.Default);
            await second.KillAsync();
            await first.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        if (answered) await Eventually.AnsweredAsync(() => next.Film(Film).ReadAsync(), film => film.Rating.HalfStarSum == 3);
        else Assert.Null((await next.User(Member).StatusAsync(Making.StampOf(Member)))!.Suspension);
    }

    [Fact]
    public async Task PumpAsync_RegisteredForNothing_IsDroppedWithOneWriteOfTheMember()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await PrepareAsync(silo, Work.Suspension);
        await WorkOf(silo).RegisterAsync(Member);
        var before = silo.Faults.WritesOf("user/");

        await WorkOf(silo).PumpAsync();
        await WorkOf(silo).PumpAsync();

        Assert.Empty(await WorkOf(silo).PendingAsync());
        Assert.Equal(before + 1, silo.Faults.WritesOf("user/"));
    }

    private static IPendingWorkGrain WorkOf(TestSilo silo) => silo.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(Member));

    /// <summary>Two members and a film; answers how the work is begun, and the film's sum when it is done.</summary>
    private static async Task<(Func<Task<bool>> Begin, int Sum)> PrepareAsync(TestSilo silo, Work what)
    {
        await silo.PublishAsync(Film);
        await silo.JoinAsync(Member);
        await silo.JoinAsync(Other);
        await silo.RateAsync(Other, Film, 3);
        var (data, stamp, plan) = (silo.Data(Member), Making.StampOf(Member), Importing.Plan((Film, 7)));
        switch (what)
        {
            case Work.Import:
                return (async () => (await data.PlanImportAsync(stamp, plan, ImportStep.Start)).Outcome == ImportOutcome.Done, 10);
            case Work.KeptImport:
                var kept = (await data.PlanImportAsync(stamp, plan, ImportStep.Keep)).State!.Number;
                return (async () => (await data.StartImportAsync(stamp, kept)).Outcome == ImportOutcome.Done, 10);
            case Work.Undo:
                var done = await silo.StartAsync(Member, plan);
                await silo.UntilAsync(Member, done, ImportStatus.Done);
                await IdleAsync(silo);
                return (async () => (await data.UndoImportAsync(stamp, done)).Outcome == ImportOutcome.Done, 3);
            default:
                await silo.RateAsync(Member, Film, 9);
                return (() => what == Work.Erasure ? data.EraseAsync(stamp, Secret) : silo.User(Member).SuspendAsync("spam"), 3);
        }
    }

    private static async Task PumpUntilIdleAsync(TestSilo silo) => await Eventually.AnsweredAsync(
        async () =>
        {
            await WorkOf(silo).PumpAsync();
            return await WorkOf(silo).PendingAsync();
        },
        pending => pending.IsEmpty);

    private static Task<bool> IdleAsync(TestSilo silo) => Eventually.AnsweredAsync(() => silo.User(Member).ResumeAsync(), done => done);
}
