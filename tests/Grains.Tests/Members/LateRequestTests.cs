using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>A delayed vote, as from a frozen process, does not undo what was acknowledged in the meantime.</summary>
public sealed class LateRequestTests
{
    private const long Member = 7;
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task RateAsync_ComesAfterALaterOne_IsOvertaken()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var (held, later) = (await silo.User(Member).TakeNumberAsync(), await silo.User(Member).TakeNumberAsync());

        var done = await RateAsync(silo, 8, later);
        var late = await RateAsync(silo, 6, held);

        Assert.Equal((RateOutcome.Done, RateOutcome.Overtaken), (done.Outcome, late.Outcome));
        Assert.Equal((byte)8, (await silo.User(Member).RatingAsync(Id))!.HalfStars);
    }

    [Fact]
    public async Task RateAsync_ComesAfterALaterOneThatChangedNothing_IsOvertaken()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await silo.RateAsync(Member, Id, 8);
        var (held, later) = (await silo.User(Member).TakeNumberAsync(), await silo.User(Member).TakeNumberAsync());

        await RateAsync(silo, 8, later);   // the same stars: no write, and yet the member's last word
        var late = await RateAsync(silo, 6, held);

        Assert.Equal(RateOutcome.Overtaken, late.Outcome);
        Assert.Equal((byte)8, (await silo.User(Member).RatingAsync(Id))!.HalfStars);
    }

    [Fact]
    public async Task RateAsync_ComesToTheNextActivation_IsOvertaken()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var held = await silo.User(Member).TakeNumberAsync();
        await silo.DeactivateAllAsync();

        await silo.RateAsync(Member, Id, 8);
        var late = await RateAsync(silo, 6, held);

        Assert.Equal(RateOutcome.Overtaken, late.Outcome);
    }

    [Fact]
    public async Task RateAsync_IsDeliveredTwice_IsServedTwice()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var number = await silo.User(Member).TakeNumberAsync();

        var first = await RateAsync(silo, 8, number);
        var second = await RateAsync(silo, 8, number);

        Assert.Equal((RateOutcome.Done, RateOutcome.Done), (first.Outcome, second.Outcome));
        Assert.Equal(first.Rating!.Version, second.Rating!.Version);
    }

    [Fact]
    public async Task RateAsync_LaterOneIsAboutAnotherFilm_IsServed()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await silo.PublishAsync("other-2010");
        var held = await silo.User(Member).TakeNumberAsync();

        await silo.RateAsync(Member, "other-2010", 8);
        var late = await RateAsync(silo, 6, held);

        Assert.Equal(RateOutcome.Done, late.Outcome);
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Member);
        return silo;
    }

    private static Task<RateAnswer> RateAsync(TestSilo silo, byte halfStars, RequestNumber number) =>
        silo.User(Member).RateAsync(
            new RateCommand(Making.StampOf(Member), Id, halfStars, VoteOrigin.Api, TimeSpan.FromSeconds(10), number));
}
