using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>
/// A subscription is what was decided last, whichever decision arrives first, and survives a restart and a change of the account.
/// </summary>
public sealed class SubscriptionTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task SubscribeAsync_InAnyOrder_TheLatestDecisionHolds()
    {
        using var store = new TestStore();
        var until = Day.AddYears(1);
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.JoinAsync(7);
            Assert.Null((await silo.User(7).StatusAsync(Making.StampOf(7)))!.SubscribedUntil);
            Assert.Equal(
                SubscribeOutcome.Done, await silo.User(7).SubscribeAsync(new MemberSubscription(until, Day.AddHours(2), "webhook b")));
            Assert.Equal(
                SubscribeOutcome.Overtaken, await silo.User(7).SubscribeAsync(new MemberSubscription(null, Day.AddHours(1), "webhook a")));
            Assert.Equal(
                SubscribeOutcome.Done, await silo.User(7).SubscribeAsync(new MemberSubscription(until, Day.AddHours(2), "webhook b")));
            Assert.Equal(
                SubscribeOutcome.UnknownMember, await silo.User(8).SubscribeAsync(new MemberSubscription(until, Day, "operator 7")));
            Assert.True(await silo.User(7).PutAccountAsync(Making.Account(7) with { ConcurrencyStamp = "second" }, "first", null));
        }

        await using var next = await TestSilo.StartAsync(store);
        var status = await next.User(7).StatusAsync(Making.StampOf(7));
        Assert.Equal(until, status!.SubscribedUntil);
        Assert.True(status.IsSubscribed(until.AddSeconds(-1)));
        Assert.False(status.IsSubscribed(until));
        Assert.Equal("webhook b", (await next.User(7).SubscriptionAsync())!.Source);
        Assert.Equal(SubscribeOutcome.Done, await next.User(7).SubscribeAsync(new MemberSubscription(null, Day.AddHours(3), "operator 7")));
        Assert.False((await next.User(7).StatusAsync(Making.StampOf(7)))!.IsSubscribed(Day));
    }
}
