using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Grains.Tests.Films;

public sealed class ExclusionTests
{
    private const string Id = "never-let-me-go-2010";
    private const uint Hour = 3_600;
    private const uint Noon = 1_790_000_000 / Hour * Hour;

    [Fact]
    public async Task ExcludeAsync_AndLiftedAgain_LeavesTheRatingAsItWasAtAHigherVersion()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        await film.VoteAsync(new Ballot(1, 10, 1, Noon));
        var before = (await film.VoteAsync(new Ballot(2, 4, 1, Noon + Hour))).Rating;

        var excluded = await film.ExcludeAsync(Exclude(1));
        var timeline = await film.TimelineAsync();
        var audit = await film.AuditAsync();
        var lifted = await film.ExcludeAsync(Exclude(2, lifts: true));

        Assert.Equal((ExclusionOutcome.Done, 1, 4L, 3L),
            (excluded.Outcome, excluded.Rating.Count, excluded.Rating.HalfStarSum, excluded.Rating.Version));
        Assert.Equal([new SurgeAnnotation(RatingMarkKind.Excluded, Noon, Noon + Hour, 1)], excluded.Rating.Marks!.Value);
        Assert.Equal(1, Assert.Single(timeline).Count);
        Assert.Equal(audit.Served.Histogram, audit.Recounted.Histogram);
        Assert.Equal((before.Count, before.HalfStarSum, 4L), (lifted.Rating.Count, lifted.Rating.HalfStarSum, lifted.Rating.Version));
        Assert.Empty(lifted.Rating.Marks!.Value);
    }

    [Fact]
    public async Task ExcludeAsync_AskedAgainOrLate_ChangesNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        await film.VoteAsync(new Ballot(1, 10, 1, Noon));

        await film.ExcludeAsync(Exclude(1));
        var again = await film.ExcludeAsync(Exclude(1));
        await film.ExcludeAsync(Exclude(5, lifts: true));
        var late = await film.ExcludeAsync(Exclude(1));

        Assert.Equal((ExclusionOutcome.Done, 0), (again.Outcome, again.Rating.Count));
        Assert.Equal((ExclusionOutcome.Done, 1, 3L), (late.Outcome, late.Rating.Count, late.Rating.Version));
    }

    [Fact]
    public async Task ExcludeAsync_WhatItCanNotDo_IsNamedAndWritesNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        Assert.Equal(ExclusionOutcome.UnknownFilm, (await silo.Film("no-such-film").ExcludeAsync(Exclude(1))).Outcome);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        for (var decision = 1u; decision <= FilmExclusion.MaxWindows; decision++)
            await film.ExcludeAsync(new FilmExclusion(decision, decision, decision + 1, Lifts: false));
        var writes = silo.Faults.WritesOf("film/");

        Assert.Equal(ExclusionOutcome.TooMany, (await film.ExcludeAsync(Exclude(50))).Outcome);
        Assert.Equal(ExclusionOutcome.ThereAlready, (await film.ExcludeAsync(new FilmExclusion(50, 1, 2, Lifts: false))).Outcome);
        Assert.Equal(ExclusionOutcome.NotThere, (await film.ExcludeAsync(Exclude(50, lifts: true))).Outcome);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => film.ExcludeAsync(new FilmExclusion(50, 2, 2, Lifts: false)));
        Assert.Equal(writes, silo.Faults.WritesOf("film/"));
    }

    [Fact]
    public async Task ExcludeAsync_ThenANewActivation_StillExcludes()
    {
        using var store = new TestStore();
        FilmRating before;
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.PublishAsync(Id);
            await silo.Film(Id).VoteAsync(new Ballot(1, 10, 1, Noon));
            await silo.Film(Id).VoteAsync(new Ballot(2, 4, 1, Noon + Hour));
            before = (await silo.Film(Id).ExcludeAsync(Exclude(1))).Rating;
        }

        await using var next = await TestSilo.StartAsync(store);
        var after = (await next.Film(Id).ReadAsync()).Rating;

        Assert.Equal((before.Version, before.Count, before.HalfStarSum), (after.Version, after.Count, after.HalfStarSum));
        Assert.Equal(before.Marks!.Value, after.Marks!.Value);
    }

    [Fact]
    public async Task VoteAsync_Suspended_LeavesTheRatingAndComesBack()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        await film.VoteAsync(new Ballot(1, 10, 1, Noon));

        var suspended = await film.VoteAsync(new Ballot(1, 10, 2, Noon, Suspended: true));
        var late = await film.VoteAsync(new Ballot(1, 8, 1, Noon));
        var restored = await film.VoteAsync(new Ballot(1, 10, 3, Noon));

        Assert.Equal((VoteOutcome.Counted, 0), (suspended.Outcome, suspended.Rating.Count));
        Assert.Equal(VoteOutcome.Superseded, late.Outcome);
        Assert.Equal((1, 10L), (restored.Rating.Count, restored.Rating.HalfStarSum));
    }

    [Fact]
    public async Task VoteAsync_ManyYoungAccountsInAnHour_MarkASurgeThatTheShardTells()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        const uint week = 7 * 24 * Hour;
        for (var member = 1; member <= 20; member++) await film.VoteAsync(new Ballot(member, 10, 1, Noon, JoinedAt: Noon - week + 1));
        for (var member = 100; member <= 200; member++)
            await film.VoteAsync(new Ballot(member, 10, 1, Noon + Hour, JoinedAt: Noon + Hour - week));

        var told = await Eventually.AnsweredAsync(
            () => silo.ShardOf(Id).FindAsync(Id), known => known?.Rating is { Version: 121, HasTrend: true });

        Assert.Equal([new SurgeAnnotation(RatingMarkKind.Surge, Noon, Noon + Hour, 20)], told!.Rating.Marks!.Value);
    }

    private static FilmExclusion Exclude(long decision, bool lifts = false) => new(decision, Noon, Noon + Hour, lifts);
}
