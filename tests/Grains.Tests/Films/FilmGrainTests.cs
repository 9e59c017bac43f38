using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Grains.Tests.Films;

public sealed class FilmGrainTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task VoteAsync_HighestTicketWins_LowerIsSuperseded()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);

        var first = await film.VoteAsync(new Ballot(7, 8, 5, 1_000));
        var same = await film.VoteAsync(new Ballot(7, 8, 5, 1_000));
        var late = await film.VoteAsync(new Ballot(7, 2, 4, 900));
        var again = await film.VoteAsync(new Ballot(7, 8, 6, 2_000));
        var withdrawn = await film.VoteAsync(new Ballot(7, 0, 7, 3_000));
        var lateAfter = await film.VoteAsync(new Ballot(7, 9, 6, 2_500));

        Assert.Equal((VoteOutcome.Counted, 1L, 1, 8L), (first.Outcome, first.Rating.Version, first.Rating.Count, first.Rating.HalfStarSum));
        Assert.Equal((VoteOutcome.Counted, 1L), (same.Outcome, same.Rating.Version));
        Assert.Equal((VoteOutcome.Superseded, 1L), (late.Outcome, late.Rating.Version));
        Assert.Equal((VoteOutcome.Counted, 1L), (again.Outcome, again.Rating.Version));
        Assert.Equal((VoteOutcome.Counted, 2L, 0), (withdrawn.Outcome, withdrawn.Rating.Version, withdrawn.Rating.Count));
        Assert.Equal(VoteOutcome.Superseded, lateAfter.Outcome);
    }

    [Fact]
    public async Task VoteAsync_FilmNeverPublished_EntersNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);

        var answer = await silo.Film("no-such-film").VoteAsync(new Ballot(7, 8, 5, 1_000));

        Assert.Equal(VoteOutcome.UnknownFilm, answer.Outcome);
        Assert.Equal(0, silo.Faults.WritesOf("film/"));
    }

    [Fact]
    public async Task VoteAsync_TenThousandVotesBy256Callers_TakeAtMost500Writes()
    {
        const int votes = 10_000, callers = 256;
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var before = silo.Faults.WritesOf("film/");
        var film = silo.Film(Id);

        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            for (var member = caller; member < votes; member += callers)
                await film.VoteAsync(new Ballot(member + 1, (byte)(member % 10 + 1), 1, 1_000));
        }));

        var audit = await film.AuditAsync();
        var writes = silo.Faults.WritesOf("film/") - before;
        Figure.Say($"{writes} writes of the film's journal for {votes} votes by {callers} callers: {(double)writes / votes:0.0000} a vote");
        Assert.Equal(votes, audit.Served.Count);
        Assert.Equal(audit.Recounted.HalfStarSum, audit.Served.HalfStarSum);
        Assert.InRange(writes, 1, 500);
    }

    [Fact]
    public async Task VoteAsync_LoneVote_IsOneWriteAtOnce()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var before = silo.Faults.WritesOf("film/");

        await silo.Film(Id).VoteAsync(new Ballot(7, 8, 1, 1_000));

        Assert.Equal(1, silo.Faults.WritesOf("film/") - before);
    }

    [Fact]
    public async Task VoteAsync_WriteUnderWay_NothingOfItIsSeenAndTheRestSharesTheNextWrite()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        var before = silo.Faults.WritesOf("film/");
        var hold = silo.Faults.HoldNext("film/");

        var first = film.VoteAsync(new Ballot(1, 10, 1, 1_000));
        await hold.Reached;
        var others = Enumerable.Range(2, 50).Select(member => film.VoteAsync(new Ballot(member, 4, 1, 1_000))).ToArray();
        var seen = await film.ReadAsync();
        hold.Release();
        await Task.WhenAll(others);

        Assert.Equal(0, seen.Rating.Count);
        Assert.Equal(51, (await film.ReadAsync()).Rating.Count);
        Assert.Equal(VoteOutcome.Counted, (await first).Outcome);
        Assert.InRange(silo.Faults.WritesOf("film/") - before, 2, 3);
    }

    [Fact]
    public async Task VoteAsync_WriteFails_WaitersFailAndTheNextActivationServesWhatIsDurable()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        await film.VoteAsync(new Ballot(1, 10, 1, 1_000));

        silo.Faults.FailNext("film/");
        await Assert.ThrowsAnyAsync<Exception>(() => film.VoteAsync(new Ballot(2, 4, 1, 1_000)));
        var served = await Eventually.AnsweredAsync(() => film.ReadAsync());
        silo.Faults.LoseNextAnswer("film/");
        await Eventually.AnsweredAsync(() => film.VoteAsync(new Ballot(3, 6, 1, 1_000)));
        var repeated = await film.VoteAsync(new Ballot(3, 6, 1, 1_000));

        Assert.Equal(1, served.Rating.Count);
        Assert.Equal(2, repeated.Rating.Count);
        Assert.Equal(16, repeated.Rating.HalfStarSum);
    }

    [Fact]
    public async Task PublishAsync_TellsNewChangedUnchangedAndOtherFilms()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var film = silo.Film(Id);
        var details = Making.Film(Id);

        Assert.Equal(PublishOutcome.Taken, await film.PublishAsync(details));
        var writes = silo.Faults.WritesOf("film/");   // other grains of the silo write when they start
        Assert.Equal(PublishOutcome.Unchanged, await film.PublishAsync(Making.Film(Id)));
        Assert.Equal(PublishOutcome.OtherFilm, await film.PublishAsync(details with { Identity = "another|2010-01-01" }));
        Assert.Equal(writes, silo.Faults.WritesOf("film/"));
        Assert.Equal(1, (await silo.ShardOf(Id).FindAsync(Id))!.Revision);
        Assert.Equal(PublishOutcome.Changed, await film.PublishAsync(details with { RuntimeMinutes = 103, Cast = ["Carey Mulligan"] }));

        var known = await silo.ShardOf(Id).FindAsync(Id);
        Assert.Equal(2, known!.Revision);
        Assert.Equal(103, known.Details!.RuntimeMinutes);
    }

    [Fact]
    public async Task TimelineAsync_VotesOfTwoDays_AreCountedUnderTheDayTheyWereCast()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        const uint day = 86_400;
        await film.VoteAsync(new Ballot(1, 10, 1, 20_000 * day));
        await film.VoteAsync(new Ballot(2, 4, 1, 20_001 * day - 1));
        await film.VoteAsync(new Ballot(3, 6, 1, 20_001 * day));

        var timeline = await film.TimelineAsync();

        var first = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(20_000);
        Assert.Equal([new TimelineDay(first, 2, 14), new TimelineDay(first.AddDays(1), 1, 6)], timeline);
    }
}
