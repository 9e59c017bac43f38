using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Members;

/// <summary>
/// The member's journal was rolled back, so tickets are issued that films and reviews have already seen: the answer is what they hold.
/// </summary>
public sealed class TicketTests
{
    private const string Id = "never-let-me-go-2010";
    private const string OtherId = "blade-runner-1982";
    private const long Member = 42;
    private const long Writer = 43;

    [Theory]
    [InlineData(7, 4)]
    [InlineData(7, 0)]
    [InlineData(0, 4)]
    public async Task RateAsync_TicketIsDrawnAgainForOtherStars_TheFilmHoldsWhatIsAnswered(byte before, byte halfStars)
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await silo.RateAsync(Member, Id, 2);   // the member's first ticket
        await silo.Film(Id).VoteAsync(new Ballot(Member, before, Ticket: 2, CastAt: 1_000));   // a second one, which the member has lost

        var answer = await silo.RateAsync(Member, Id, halfStars);

        Assert.Equal((RateOutcome.Done, (long)halfStars), (answer.Outcome, answer.Rating!.HalfStarSum));
        Assert.Equal(halfStars, (await silo.Film(Id).ReadAsync()).Rating.HalfStarSum);
        Assert.Equal(halfStars, (await silo.User(Member).RatingAsync(Id))?.HalfStars ?? 0);
    }

    [Fact]
    public async Task RateAsync_FilmHoldsAMuchHigherTicket_OneStepIsEnoughAndTheCounterStaysThere()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            await silo.Film(Id).VoteAsync(new Ballot(Member, 9, Ticket: 1_000, CastAt: 1_000));
            var before = silo.Faults.WritesOf("user/");

            var answer = await silo.RateAsync(Member, Id, 4);

            Assert.Equal((RateOutcome.Done, 4L), (answer.Outcome, answer.Rating!.HalfStarSum));
            Assert.Equal(before + 2, silo.Faults.WritesOf("user/"));   // the wish, and once again
        }

        await using var next = await TestSilo.StartAsync(store);
        await next.RateAsync(Member, OtherId, 5);
        Assert.Equal([1_001u, 1_002u], (await next.Data(Member).VotesAsync(0, 10)).Select(vote => vote.Ticket));
    }

    [Fact]
    public async Task VoteAsync_EqualTicketIsUnderWayWithOtherStars_IsSuperseded()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var hold = silo.Faults.HoldNext("film/");
        var first = silo.Film(Id).VoteAsync(new Ballot(Member, 9, 5, 1_000));
        await hold.Reached;

        var (other, suspended, same) = (
            silo.Film(Id).VoteAsync(new Ballot(Member, 4, 5, 1_000)),
            silo.Film(Id).VoteAsync(new Ballot(Member, 9, 5, 1_000, Suspended: true)),
            silo.Film(Id).VoteAsync(new Ballot(Member, 9, 5, 1_000)));
        await silo.Film(Id).ReadAsync();
        hold.Release();

        Assert.Equal(VoteOutcome.Counted, (await first).Outcome);
        Assert.Equal((VoteOutcome.Superseded, 5u), ((await other).Outcome, (await other).Ticket));
        Assert.Equal((VoteOutcome.Superseded, 5u), ((await suspended).Outcome, (await suspended).Ticket));
        Assert.Equal((VoteOutcome.Counted, 9L), ((await same).Outcome, (await same).Rating.HalfStarSum));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(1_000u)]
    public async Task MarkAsync_TicketIsDrawnAgain_TheFilmHoldsWhatIsAnswered(uint standing)
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReviewAsync(silo, "The first");
        await silo.Film(Id).MarkReviewAsync(new HelpfulVote(Writer, Member, standing, IsHelpful: false));
        var before = silo.Faults.WritesOf("user/");

        var answer = await silo.User(Member).MarkAsync(new MarkCommand(Making.StampOf(Member), Id, Writer, true, TimeSpan.FromSeconds(10)));

        Assert.Equal((ReviewOutcome.Done, 1), (answer.Outcome, answer.Helpful));
        Assert.Equal(before + 2, silo.Faults.WritesOf("user/"));
        Assert.Equal(1, (await silo.Film(Id).ReviewAsync(Writer))!.Value.Helpful);
    }

    [Fact]
    public async Task MarkReviewAsync_EqualTicketIsUnderWayTheOtherWay_IsSuperseded()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await ReviewAsync(silo, "The first");
        var hold = silo.Faults.HoldNext("film/");
        var first = silo.Film(Id).MarkReviewAsync(new HelpfulVote(Writer, Member, 5, IsHelpful: true));
        await hold.Reached;

        var other = silo.Film(Id).MarkReviewAsync(new HelpfulVote(Writer, Member, 5, IsHelpful: null));
        await silo.Film(Id).ReadAsync();
        hold.Release();

        Assert.Equal(MarkOutcome.Counted, (await first).Outcome);
        Assert.Equal((MarkOutcome.Superseded, 5u), ((await other).Outcome, (await other).Ticket));
    }

    [Theory]
    [InlineData(1u, true)]
    [InlineData(1_000u, true)]
    [InlineData(1u, false)]
    public async Task ReviewAsync_TicketIsDrawnAgain_TheReviewIsWhatIsAnswered(uint standing, bool stands)
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var review = silo.Grains.GetGrain<IReviewGrain>(Writer, Id, null);
        await review.PutAsync(
            new ReviewDraft(
                standing, "Member 43", "Lost", "A text that the member has lost.", false, DateTimeOffset.UnixEpoch, ReviewState.Published));
        if (!stands) await review.WithdrawAsync(standing + 1);
        var before = silo.Faults.WritesOf("user/");

        await ReviewAsync(silo, "The second");

        Assert.Equal("The second", (await review.ReadAsync())!.Face.Title);
        Assert.Equal(before + 2, silo.Faults.WritesOf("user/"));
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        foreach (var film in new[] { Id, OtherId }) await silo.PublishAsync(film);
        foreach (var member in new[] { Member, Writer }) await silo.JoinAsync(member);
        return silo;
    }

    private static async Task ReviewAsync(TestSilo silo, string title)
    {
        var text = new WrittenReview(title, "Ten characters and more.", false);
        var answer = await silo.User(Writer).ReviewAsync(new ReviewCommand(Making.StampOf(Writer), Id, text, TimeSpan.FromSeconds(10)));
        Assert.Equal((ReviewOutcome.Done, title), (answer.Outcome, answer.Review!.Face.Title));
    }
}
