using System.Collections.Concurrent;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Grains.Tests.Members;

/// <summary>On a store that keeps a rewritten journal's old bytes until they are swept: an erasure is not done before that.</summary>
public sealed class SweptErasureTests
{
    private const string Film = "never-let-me-go-2010";
    private const long Member = 42;
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Theory, Trait("Category", "Slow")]
    [InlineData("film/")]
    [InlineData("shard/")]
    [InlineData("moderation/")]
    [InlineData("user/")]
    public async Task EraseAsync_ASweepFails_IsNotDoneBeforeItSucceeds(string journal)
    {
        using var store = new TestStore();
        var sweep = new FailingSweep(journal);
        await using var silo = await StartAsync(store, sweep);

        Assert.True(await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret));
        await Eventually.GetAsync(
            async () =>
            {
                await PumpAsync(silo);
                return sweep.Failed.Count;
            },
            failed => failed >= 2);   // it was taken for a step that failed, and taken again
        Assert.Null((await silo.Data(Member).ErasureAsync(Secret))!.FinishedAt);

        sweep.IsBroken = false;
        await DoneAsync(silo);
        Assert.Contains(sweep.Swept, name => name.StartsWith(journal, StringComparison.Ordinal));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task EraseAsync_ProcessDiesBeforeTheMembersJournalIsSwept_SweepsItAfterTheStart()
    {
        using var store = new TestStore();
        var sweep = new FailingSweep("user/");
        await using (var silo = await StartAsync(store, sweep))
        {
            await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
            await Eventually.GetAsync(() => sweep.Failed.IsEmpty, none => !none);
            await silo.KillAsync();
        }

        var next = new FailingSweep("user/") { IsBroken = false };
        await using var started = await StartOnAsync(store, next);
        await DoneAsync(started);
        Assert.Contains(next.Swept, name => name.StartsWith("user/", StringComparison.Ordinal));
    }

    /// <summary>A member with a review, whose erasure rewrites every kind of journal.</summary>
    private static async Task<TestSilo> StartAsync(TestStore store, FailingSweep sweep)
    {
        var silo = await StartOnAsync(store, sweep);
        await silo.PublishAsync(Film);
        await silo.JoinAsync(Member);
        await silo.RateAsync(Member, Film, 7);
        var review = new ReviewCommand(
            Making.StampOf(Member), Film, new WrittenReview("A headline", "A text.", false), TimeSpan.FromSeconds(10));
        await Eventually.GetAsync(() => silo.User(Member).ReviewAsync(review), answer => answer.Outcome == ReviewOutcome.Done);
        return silo;
    }

    private static Task<TestSilo> StartOnAsync(TestStore store, FailingSweep sweep) =>
        TestSilo.StartAsync(store, services => services.AddSingleton<IJournalSweep>(sweep));

    private static async Task DoneAsync(TestSilo silo) => await Eventually.AnsweredAsync(
        async () =>
        {
            await PumpAsync(silo);
            return await silo.Data(Member).ErasureAsync(Secret);
        },
        progress => progress?.FinishedAt is not null);

    /// <summary>As it happens automatically every half minute.</summary>
    private static Task PumpAsync(TestSilo silo) => silo.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(Member)).PumpAsync();

    /// <summary>The store can't remove what some journals were before.</summary>
    private sealed class FailingSweep(string prefix) : IJournalSweep
    {
        public ConcurrentQueue<string> Failed { get; } = [];

        public ConcurrentQueue<string> Swept { get; } = [];

        public bool IsBroken { get; set; } = true;

        public Task SweepAsync(string journal)
        {
            var fails = IsBroken && journal.StartsWith(prefix, StringComparison.Ordinal);
            (fails ? Failed : Swept).Enqueue(journal);
            return fails
                ? Task.FromException(new IOException("What was before can't be removed, as the test wants it."))
                : Task.CompletedTask;
        }
    }
}
