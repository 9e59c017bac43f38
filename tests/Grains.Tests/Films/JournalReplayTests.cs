using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Domain.Ballots;
using Reviews.Grains.Films;
using Reviews.Grains.Members;

namespace Grains.Tests.Films;

/// <summary>Journals written by the real manager, read back by another, with snapshots taken in the middle.</summary>
public sealed class JournalReplayTests
{
    [Fact]
    public async Task Ballots_RandomBatchesWithSnapshotsInTheMiddle_ReadBackAsTheNaiveModel()
    {
        var random = Seeded();
        var journals = new VolatileJournals();
        var model = new Dictionary<long, BallotEntry>();
        var ballots = new BallotsState();
        long version;
        await using (var manager = journals.Open("film/a", ("ballots", ballots)))
        {
            await manager.InitializeAsync(TestContext.Current.CancellationToken);
            for (var batch = 0; batch < 200; batch++)
            {
                for (var vote = random.Next(1, 20); vote > 0; vote--)
                {
                    var entry = new BallotEntry(
                        random.Next(1, 60), (uint)random.Next(1, 400), (uint)random.Next(1_000_000), (byte)random.Next(0, 11),
                        IsSuspended: random.Next(4) == 0, IsOfYoung: random.Next(2) == 0);
                    if (ballots.LatestOf(entry.MemberId).Ticket >= entry.Ticket) continue;
                    ballots.Enter(entry);
                    model[entry.MemberId] = entry;
                }

                for (var decision = random.Next(-20, 3); decision > 0; decision--)
                    ballots.Exclude(Decide(ballots.LatestExclusions, random));
                journals.CompactNext = random.Next(10) == 0;
                await manager.WriteStateAsync(TestContext.Current.CancellationToken);
            }

            version = ballots.Book.Version;
            Assert.Equal(model.Count, ballots.Book.Count);
        }

        var back = new BallotsState();
        await using var reader = journals.Open("film/a", ("ballots", back));
        await reader.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(version, back.Book.Version);
        Assert.Equal(ballots.Book.Scorecard, back.Book.Scorecard);
        Assert.Equal(back.Book.Recount(), back.Book.Scorecard);
        Assert.Equal(ballots.Book.Timeline(), back.Book.Timeline());
        Assert.Equal(ballots.Book.ReadWindows(), back.Book.ReadWindows());
        Assert.Equal(ballots.Book.ReadSurges(1), back.Book.ReadSurges(1));
        Assert.Equal(ballots.LatestExclusions.Decision, back.LatestExclusions.Decision);
        Assert.Equal(
            model.Values.Select(entry => (entry.MemberId, entry.Ticket, entry.HalfStars, entry.IsSuspended)).Order(),
            back.Book.Entries().Select(entry => (entry.MemberId, entry.Ticket, entry.HalfStars, entry.IsSuspended)).Order());
    }

    [Fact]
    public async Task Votes_RandomWishesWithSnapshotsInTheMiddle_ReadBackTheSameAndDrawNoTicketTwice()
    {
        var random = Seeded();
        var journals = new VolatileJournals();
        var votes = new VotesState();
        var last = 0u;
        await using (var manager = journals.Open("user/1", ("votes", votes)))
        {
            await manager.InitializeAsync(TestContext.Current.CancellationToken);
            for (var write = 0; write < 200; write++)
            {
                var vote = votes.Intend($"film-{random.Next(12)}", (byte)random.Next(0, 11), (uint)write, VoteOrigin.Page);
                Assert.True(vote.Ticket > last);
                last = vote.Ticket;
                if (random.Next(3) == 0) votes.Forget(vote);
                else if (random.Next(2) == 0) votes.Close(vote);
                journals.CompactNext = random.Next(10) == 0;
                await manager.WriteStateAsync(TestContext.Current.CancellationToken);
            }
        }

        var back = new VotesState();
        await using var reader = journals.Open("user/1", ("votes", back));
        await reader.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(votes.All.OrderBy(vote => vote.Ticket), back.All.OrderBy(vote => vote.Ticket));
        Assert.Equal(last + 1, back.Intend("film-0", 1, 0, VoteOrigin.Api).Ticket);
    }

    private static Exclusions Decide(Exclusions standing, Random random)
    {
        var lifts = standing.Windows.Length > 0 && random.Next(2) == 0;
        var window = lifts
            ? standing.Windows[random.Next(standing.Windows.Length)]
            : Window((uint)random.Next(900_000), (uint)random.Next(1, 200_000));
        return standing.With(new FilmExclusion(standing.Decision + 1, window.From, window.Until, lifts));

        static ExcludedWindow Window(uint from, uint length) => new(from, from + length);
    }

    private static Random Seeded()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"PROPERTY_SEED={seed} repeats this run.");
        return new Random(seed);
    }
}
