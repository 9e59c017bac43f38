using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>What was allowed when requested, but no longer is when its turn comes.</summary>
public sealed class LateDecisionTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Member = 42;
    private const long Writer = 43;
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly WrittenReview Text = new("A headline", "Ten characters and more.", false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReviewAsync_SuspendedWhileItWaitsForItsTurn_IsRefused(bool marks)
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var hold = silo.Faults.HoldNext("film/");
        var first = ReviewAsync(silo, Member);
        await hold.Reached;
        var second = marks ? MarkAsync(silo) : ReviewAsync(silo, Member);

        await silo.User(Member).SuspendAsync("spam");
        hold.Release();

        Assert.Equal(ReviewOutcome.Done, (await first).Outcome);
        Assert.Equal(ReviewOutcome.Suspended, (await second).Outcome);
    }

    [Fact]
    public async Task EraseAsync_SignedOutWhileItIsRegistered_ErasesNothing()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var hold = silo.Faults.HoldNext("work/");
        var erase = silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
        await hold.Reached;

        Assert.True(await silo.User(Member).PutAccountAsync(
            Making.Account(Member) with { SecurityStamp = "another", ConcurrencyStamp = "second" }, "first", null));
        hold.Release();

        Assert.False(await erase);
        Assert.NotNull(await silo.User(Member).AccountAsync());
        Assert.Null(await silo.Data(Member).ErasureAsync(Secret));
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Member);
        await silo.JoinAsync(Writer);
        Assert.Equal(ReviewOutcome.Done, (await ReviewAsync(silo, Writer)).Outcome);
        return silo;
    }

    private static Task<ReviewAnswer> ReviewAsync(TestSilo silo, long userId) =>
        silo.User(userId).ReviewAsync(new ReviewCommand(Making.StampOf(userId), Id, Text, TimeSpan.FromSeconds(10)));

    private static Task<ReviewAnswer> MarkAsync(TestSilo silo) =>
        silo.User(Member).MarkAsync(new MarkCommand(Making.StampOf(Member), Id, Writer, true, TimeSpan.FromSeconds(10)));
}
