using System.Collections.Immutable;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;
using Reviews.Grains.Films;

namespace Grains.Tests.Catalogue;

/// <summary>The trend of a film's votes on its way to the nodes.</summary>
public sealed class TrendTests
{
    private const string Id = "never-let-me-go-2010";
    private const uint Day = 86_400;
    private static readonly DateOnly First = new(2024, 10, 4);   // 20,000 days after 1970

    [Fact]
    public async Task LeaseAsync_AfterVotes_BringsTheTrendOfTheirDays()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await VoteAsync(silo, member: 1, halfStars: 10, day: 20_000);
        await VoteAsync(silo, member: 2, halfStars: 4, day: 20_000);
        var answer = await VoteAsync(silo, member: 3, halfStars: 6, day: 20_001);

        Assert.Equal(
            [new TrendPoint(First, 1, 2, 14), new TrendPoint(First.AddDays(1), 1, 1, 6)], (await FedAsync(silo, version: 3)).Trend);
        Assert.Empty(answer.Rating.Trend);   // a vote pays for no chart
    }

    [Fact]
    public async Task LeaseAsync_AfterWithdrawals_BringsWhatIsLeft()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await VoteAsync(silo, member: 1, halfStars: 10, day: 20_000);
        await VoteAsync(silo, member: 2, halfStars: 4, day: 20_001);

        await VoteAsync(silo, member: 1, halfStars: 0, day: 20_002, ticket: 2);
        Assert.Equal([new TrendPoint(First.AddDays(1), 1, 1, 4)], (await FedAsync(silo, version: 3)).Trend);

        await VoteAsync(silo, member: 2, halfStars: 0, day: 20_002, ticket: 2);
        Assert.Empty((await FedAsync(silo, version: 4)).Trend);
    }

    [Fact]
    public async Task FindAsync_ShardRestarted_HasTheTrendThatAQuietFilmLeft()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store, BecomeQuietSoon))
        {
            await silo.PublishAsync(Id);
            await VoteAsync(silo, member: 1, halfStars: 10, day: 20_000);
            await SettledAsync(silo);
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        Assert.Equal([new TrendPoint(First, 1, 1, 10)], (await next.ShardOf(Id).FindAsync(Id))!.Rating.Trend);
    }

    [Fact]
    public async Task FindAsync_RatingLeftByAnEarlierVersion_GetsItsTrendOnceAndKeepsIt()
    {
        using var store = new TestStore();
        await using (var earlier = await TestSilo.StartAsync(store, services =>
        {
            BecomeQuietSoon(services);
            services.AddSingleton<IOutgoingGrainCallFilter, EarlierVersion>();
        }))
        {
            await earlier.PublishAsync(Id);
            await VoteAsync(earlier, member: 1, halfStars: 10, day: 20_000);
            await SettledAsync(earlier);
            Assert.False((await earlier.ShardOf(Id).FindAsync(Id))!.Rating.HasTrend);
            await earlier.KillAsync();
        }

        await using (var now = await TestSilo.StartAsync(store))
        {
            await FedAsync(now, version: 1);
            await now.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);
        Assert.Equal([new TrendPoint(First, 1, 1, 10)], (await next.ShardOf(Id).FindAsync(Id))!.Rating.Trend);
    }

    [Fact]
    public void Change_WithTheLongestTrend_TravelsInTwentyBytesAPoint()
    {
        var serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
        var trend = Enumerable.Range(0, Trend.MaxBuckets).Select(week => new TrendPoint(First.AddDays(7 * week), 7, 8_000, 56_000))
            .ToImmutableArray();
        var rating = new FilmRating(Id, 600_000, 512_000, 3_584_000, [.. Enumerable.Repeat(51_200, 10)]);

        var without = serializer.SerializeToArray(new FeedChange(rating, 1, null)).Length;
        var with = serializer.SerializeToArray(new FeedChange(rating with { Trend = trend }, 1, null)).Length;

        Figure.Say($"{with} bytes of news of a film with the longest trend, {without} of them without it");
        Assert.InRange(with - without, 1, 20 * Trend.MaxBuckets);
    }

    private static Task<VoteAnswer> VoteAsync(TestSilo silo, long member, byte halfStars, uint day, uint ticket = 1) =>
        silo.Film(Id).VoteAsync(new Ballot(member, halfStars, ticket, day * Day));

    /// <summary>The rating as a node gets it, once it has reached that version and has a trend.</summary>
    private static async Task<FilmRating> FedAsync(TestSilo silo, long version)
    {
        var node = new Node();
        var reference = silo.Grains.CreateObjectReference<IFeedObserver>(node);
        var page = await Eventually.AnsweredAsync(
            () => silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), reference, 0, 0)),
            page => page.Films is [{ Rating: var rating }] && rating.Version == version && rating.HasTrend);
        GC.KeepAlive(node);
        return page.Films[0].Rating;
    }

    private static void BecomeQuietSoon(IServiceCollection services) =>
        services.PostConfigure<FilmOptions>(options => options.QuietTime = TimeSpan.FromMilliseconds(50));

    /// <summary>Waits until the film has left its rating with its shard: the write after the one that marked it.</summary>
    private static async Task SettledAsync(TestSilo silo)
    {
        var writes = silo.Faults.WritesOf("shard/");
        await Eventually.GetAsync(() => silo.Faults.WritesOf("shard/"), now => now > writes);
        Assert.Equal(
            1, (await Eventually.AnsweredAsync(() => silo.ShardOf(Id).FindAsync(Id), film => film?.Rating.Version == 1))!.Rating.Version);
    }

    /// <summary>Sends ratings like a silo from before trends.</summary>
    private sealed class EarlierVersion : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            for (var i = 0; i < context.Request.GetArgumentCount(); i++)
            {
                if (context.Request.GetArgument(i) is FilmState film)
                    context.Request.SetArgument(i, film with { Rating = film.Rating with { Trend = [] } });
                if (context.Request.GetArgument(i) is FilmRating rating) context.Request.SetArgument(i, rating with { Trend = [] });
            }

            return context.Invoke();
        }
    }

    private sealed class Node : IFeedObserver
    {
        public Task FeedAsync(FeedPage page) => Task.CompletedTask;
    }
}
