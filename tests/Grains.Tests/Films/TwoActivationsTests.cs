using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Grains.Tests.Films;

/// <summary>Two clusters on one store: each has its own activation of a film, as after a network split or a long freeze.</summary>
public sealed class TwoActivationsTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task VoteAsync_TwoActivationsWriteInTurn_TheStaleOneIsRefusedAndNothingIsLost()
    {
        using var store = new TestStore();
        await using var first = await TestSilo.StartAsync(store);
        await first.PublishAsync(Id);
        await using var second = await TestSilo.StartAsync(store, sharing: first);
        await second.Film(Id).ReadAsync();   // awake, and up to date so far

        await Eventually.AnsweredAsync(() => first.Film(Id).VoteAsync(new Ballot(1, 10, 1, 1_000)));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => second.Film(Id).VoteAsync(new Ballot(2, 4, 1, 1_000)));
        var repeated = await Eventually.AnsweredAsync(() => second.Film(Id).VoteAsync(new Ballot(2, 4, 1, 1_000)));
        var stale = await first.Film(Id).ReadAsync();
        var back = await Eventually.AnsweredAsync(() => first.Film(Id).VoteAsync(new Ballot(3, 6, 1, 1_000)));

        Assert.NotNull(refused);
        Assert.Equal((2, 14L), (repeated.Rating.Count, repeated.Rating.HalfStarSum));
        Assert.Equal(1, stale.Rating.Count);
        Assert.Equal((3, 20L), (back.Rating.Count, back.Rating.HalfStarSum));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task VoteAsync_FrozenWriterWakesAfterTheOtherWentOn_ItsBatchIsRefusedWhole()
    {
        using var store = new TestStore();
        await using var frozen = await TestSilo.StartAsync(store);
        await frozen.PublishAsync(Id);
        await frozen.Film(Id).VoteAsync(new Ballot(1, 10, 1, 1_000));
        await using var other = await TestSilo.StartAsync(store, sharing: frozen);

        var hold = frozen.Faults.HoldNext("film/");
        var late = Enumerable.Range(100, 20).Select(member => frozen.Film(Id).VoteAsync(new Ballot(member, 2, 1, 1_000))).ToArray();
        await hold.Reached;
        for (uint member = 200; member < 260; member++)
            await Eventually.AnsweredAsync(() => other.Film(Id).VoteAsync(new Ballot(member, 8, 1, 1_000)));
        hold.Release();
        foreach (var vote in late) await Assert.ThrowsAnyAsync<Exception>(() => vote);

        var seen = await Eventually.AnsweredAsync(
            () => Eventually.AnsweredAsync(() => frozen.Film(Id).ReadAsync()), film => film.Rating.Count == 61);
        Assert.Equal(10 + (60 * 8), seen.Rating.HalfStarSum);
        var audit = await other.Film(Id).AuditAsync();
        Assert.Equal(audit.Recounted.Histogram, audit.Served.Histogram);
    }

    [Fact]
    public async Task VoteAsync_OneBadWriteUnderABatch_EveryCallerFailsAndRepeatingCountsEachOnce()
    {
        const int members = 60;
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        var hold = silo.Faults.HoldNext("film/");
        var first = film.VoteAsync(new Ballot(1_000, 10, 1, 1_000));
        await hold.Reached;
        silo.Faults.LoseNextAnswer("film/");
        var batch = Enumerable.Range(1, members).Select(member => film.VoteAsync(new Ballot(member, 4, 1, 1_000))).ToArray();

        hold.Release();
        await first;
        foreach (var vote in batch) await Assert.ThrowsAnyAsync<Exception>(() => vote);
        await Task.WhenAll(Enumerable.Range(1, members)
            .Select(member => Eventually.AnsweredAsync(() => film.VoteAsync(new Ballot(member, 4, 1, 1_000)))));

        var audit = await film.AuditAsync();
        Assert.Equal((members + 1, (members * 4L) + 10), (audit.Served.Count, audit.Served.HalfStarSum));
        Assert.Equal(audit.Served.HalfStarSum, audit.Recounted.HalfStarSum);
    }
}
