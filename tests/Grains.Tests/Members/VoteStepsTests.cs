using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>A vote is stopped at each of its writes, on either side; whatever was acknowledged holds, and all three grains agree.</summary>
[Trait("Category", "Slow")]
public sealed class VoteStepsTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Member = 42;

    public static MatrixTheoryData<string, bool, byte> Steps => new(["user/", "shard/", "film/"], [false, true], [7, 0]);

    [Theory, MemberData(nameof(Steps))]
    public async Task RateAsync_ProcessDiesAtAStep_AllAgreeAfterOneCallOfTheMember(string journal, bool storeFirst, byte halfStars)
    {
        using var store = new TestStore();
        await using (var silo = await StartWithVoteAsync(store, settled: true))
        {
            await silo.DieDuringAsync(journal, storeFirst, () => silo.RateAsync(Member, Id, halfStars));
        }

        await using var next = await TestSilo.StartAsync(store);
        await next.User(Member).ProfileAsync();   // the member's one call
        var mine = await AgreeAsync(next);
        var intended = journal != "user/" || storeFirst;
        Assert.Equal(intended ? halfStars : (byte)3, mine);
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task RateAsync_OneSideFailsAtAStep_AnsweredVoteStandsAndAllAgree(string journal, bool storeFirst, byte halfStars)
    {
        using var store = new TestStore();
        await using var silo = await StartWithVoteAsync(store, settled: true);
        if (storeFirst) silo.Faults.LoseNextAnswer(journal);
        else silo.Faults.FailNext(journal);

        var answer = await Eventually.AnsweredAsync(() => silo.RateAsync(Member, Id, halfStars));

        // A withdrawal that was lost on its way back is found done when it is repeated.
        var expected = halfStars == 0 && journal == "user/" && storeFirst
            ? new[] { RateOutcome.Done, RateOutcome.NotRated }
            : [RateOutcome.Done];
        Assert.Contains(answer.Outcome, expected);
        Assert.Equal(halfStars, await AgreeAsync(silo));
    }

    [Fact]
    public async Task RateAsync_CallTimesOut_GoesOnRunningAndRepeatingItIsSafe()
    {
        using var store = new TestStore();
        await using var silo = await StartWithVoteAsync(store, settled: false);
        var hold = silo.Faults.HoldNext("film/");

        var unsure = await silo.RateAsync(Member, Id, 9, TimeSpan.FromMilliseconds(200));
        hold.Release();
        var repeated = await silo.RateAsync(Member, Id, 9);
        var version = repeated.Rating!.Version;
        var again = await silo.RateAsync(Member, Id, 9);

        Assert.Equal(RateOutcome.Unsure, unsure.Outcome);
        Assert.Equal(RateOutcome.Done, repeated.Outcome);
        Assert.Equal((1, 9L), (repeated.Rating.Count, repeated.Rating.HalfStarSum));
        Assert.Equal(version, again.Rating!.Version);
        Assert.Equal(9, await AgreeAsync(silo));
    }

    [Fact]
    public async Task RateAsync_ShardDiesAfterTheCommit_IsRightAgainByItself()
    {
        using var store = new TestStore();
        await using var silo = await StartWithVoteAsync(store, settled: false);
        var neighbour = Enumerable.Range(0, 1_000).Select(number => $"neighbour-{number}")
            .First(id => Reviews.Contracts.Catalogue.CatalogueShards.Of(id) == Reviews.Contracts.Catalogue.CatalogueShards.Of(Id));
        await silo.RateAsync(Member, Id, 10);

        silo.Faults.FailNext("shard/");   // the shard dies with the rating that it only had in memory
        await Eventually.AnsweredAsync(() => silo.Film(neighbour).PublishAsync(Making.Film(neighbour)));

        var known = await Eventually.AnsweredAsync(() => silo.ShardOf(Id).FindAsync(Id), film => film?.Rating.HalfStarSum == 10);
        Assert.Equal(1, known!.Rating.Count);
    }

    /// <summary>A member with a vote of 3 half stars. Settled: the film has no mark, so that the next vote makes one.</summary>
    private static async Task<TestSilo> StartWithVoteAsync(TestStore store, bool settled)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Member);
        await silo.RateAsync(Member, Id, 3);
        if (!settled) return silo;
        await silo.DisposeAsync();
        return await TestSilo.StartAsync(store);
    }

    /// <summary>Waits until the member's list, the film and the shard say the same; returns the half stars, 0 for none.</summary>
    private static async Task<byte> AgreeAsync(TestSilo silo)
    {
        var agreed = await Eventually.AnsweredAsync(
            async () =>
            {
                var mine = (await silo.User(Member).RatingAsync(Id))?.HalfStars ?? 0;
                var film = (await silo.Film(Id).ReadAsync()).Rating;
                var shard = (await silo.ShardOf(Id).FindAsync(Id))?.Rating;
                return (Mine: mine, Film: (film.Count, film.HalfStarSum), Shard: (shard?.Count, shard?.HalfStarSum));
            },
            seen => seen.Film.HalfStarSum == seen.Mine && seen.Film.Count == (seen.Mine == 0 ? 0 : 1) && seen.Film == seen.Shard);
        var audit = await silo.Film(Id).AuditAsync();
        Assert.Equal(audit.Served.HalfStarSum, audit.Recounted.HalfStarSum);
        return agreed.Mine;
    }
}
