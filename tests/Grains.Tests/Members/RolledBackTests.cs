using System.Collections.Concurrent;
using Grains.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;

namespace Grains.Tests.Members;

/// <summary>
/// The store comes back as it was at one moment: the member's list may know a vote that the film does not, never the other way round, and
/// resending it fixes that.
/// </summary>
public sealed class RolledBackTests
{
    private const long Member = 42;

    private const long Other = 58;   // of the same work grain

    private const string Voted = "never-let-me-go-2010";

    private static readonly string[] Films = [Voted, "blade-runner-1982"];

    [Fact]
    public async Task RateAsync_StoreComesBackAsItWasWithAVoteUnderWay_ListAndFilmsAgree()
    {
        using var store = new TestStore();
        await LoseAsync(store);
        await using var next = await TestSilo.StartAsync(store);
        Assert.Equal(3, (await next.Film(Films[0]).ReadAsync()).Rating.HalfStarSum);
        await next.User(Member).ProfileAsync();   // the member's one call

        await Eventually.AnsweredAsync(() => next.Film(Voted).ReadAsync(), film => film.Rating.HalfStarSum == 8);
        Assert.Equal(8, (await next.User(Member).RatingAsync(Films[0]))!.HalfStars);
        Assert.Null(await next.User(Member).RatingAsync(Films[1]));
        Assert.Equal(0, (await next.Film(Films[1]).ReadAsync()).Rating.Count);
    }

    [Fact]
    public async Task PumpAsync_StoreIsAnotherIncarnationThatHasAWishAndNotItsVote_TheFilmGetsItThoughNobodyCallsTheMember()
    {
        using var store = new TestStore();
        await LoseAsync(store);
        var woken = new Woken();
        await using var next = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter>(woken));
        await next.RaiseIncarnationAsync();

        var work = next.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(Member));
        await Eventually.AnsweredAsync(() => PumpAsync(next), done => done);
        await Eventually.AnsweredAsync(() => next.Film(Voted).ReadAsync(), film => film.Rating.HalfStarSum == 8);
        await Eventually.AnsweredAsync(() => PumpAsync(next), done => done);
        await Eventually.AnsweredAsync(() => work.PendingAsync(), pending => pending.IsEmpty);
        var writes = next.Faults.WritesOf("work/");
        await next.DeactivateAllAsync();
        await Eventually.AnsweredAsync(() => PumpAsync(next), done => done);
        // long enough for another look at two members
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.Equal(writes, next.Faults.WritesOf("work/"));   // once is enough, whoever asks
        Assert.Equal([next.User(Member).GetGrainId()], woken.Members.Distinct());
    }

    private static async Task<bool> PumpAsync(TestSilo silo)
    {
        await Task.WhenAll(Enumerable.Range(0, IPendingWorkGrain.Count)
            .Select(number => silo.Grains.GetGrain<IPendingWorkGrain>(number).PumpAsync()));
        return true;
    }

    /// <summary>
    /// Brings the store back as it was when one member's newest vote had come to the list and not to the film; of the other nothing is
    /// open.
    /// </summary>
    private static async Task LoseAsync(TestStore store)
    {
        var copy = Path.Combine(store.Folder, "copy.db");
        await using (var silo = await TestSilo.StartAsync(store))
        {
            foreach (var film in Films) await silo.PublishAsync(film);
            await silo.JoinAsync(Member);
            await silo.JoinAsync(Other);
            await silo.RateAsync(Member, Films[0], 3);
            var hold = silo.Faults.HoldNext("film/");
            var underWay = silo.RateAsync(Member, Films[0], 8);   // the member's journal has it, and the film's has not
            await hold.Reached;
            Copy(Path.Combine(store.Folder, "reviews.db"), copy);
            hold.Release();
            await underWay;
            await silo.RateAsync(Member, Films[0], 10);
            await silo.RateAsync(Member, Films[1], 5);
            await silo.KillAsync();
        }

        PutBack(copy, store);
    }

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static void PutBack(string copy, TestStore store)
    {
        foreach (var file in Directory.GetFiles(store.Folder, "reviews.db*")) File.Delete(file);
        File.Move(copy, Path.Combine(store.Folder, "reviews.db"));
    }

    /// <summary>Which members were called, by anybody.</summary>
    private sealed class Woken : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<GrainId> Members { get; } = new();

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is IUserGrain) Members.Enqueue(context.TargetId);
            return context.Invoke();
        }
    }
}
