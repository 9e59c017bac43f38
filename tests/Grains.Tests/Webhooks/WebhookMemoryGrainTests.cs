using Grains.Tests.Fixtures;
using Reviews.Contracts.Webhooks;

namespace Grains.Tests.Webhooks;

public sealed class WebhookMemoryGrainTests
{
    [Fact]
    public async Task RecallAsync_HeardRepeatedReplayedOrOther_IsToldApartAlsoAfterARestart()
    {
        using var store = new TestStore();
        var now = TimeProvider.System.GetUtcNow();
        var message = new WebhookMessage("msg_1", now, "digest", now.AddHours(1));
        await using (var silo = await TestSilo.StartAsync(store))
        {
            Assert.Equal(MessageMemory.New, await MemoryOf(silo).RecallAsync(message));
            Assert.Equal(MessageMemory.New, await MemoryOf(silo).RecallAsync(message));   // it was not acted upon
            await MemoryOf(silo).RememberAsync(message);
        }

        await using var next = await TestSilo.StartAsync(store);
        Assert.Equal(MessageMemory.Replayed, await MemoryOf(next).RecallAsync(message));
        Assert.Equal(MessageMemory.Done, await MemoryOf(next).RecallAsync(message with { SentAt = now.AddSeconds(30) }));
        Assert.Equal(
            MessageMemory.OtherBody, await MemoryOf(next).RecallAsync(message with { SentAt = now.AddSeconds(30), Digest = "other" }));
        Assert.Equal(MessageMemory.New, await MemoryOf(next).RecallAsync(message with { Id = "msg_2" }));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task RememberAsync_MoreThanTheMost_IsRefusedUntilTheOldestAreForgotten()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var now = TimeProvider.System.GetUtcNow();
        await Parallel.ForEachAsync(Enumerable.Range(0, IWebhookMemoryGrain.MaxMessages), TestContext.Current.CancellationToken,
            async (i, _) =>
            await MemoryOf(silo).RememberAsync(
                new WebhookMessage($"msg_{i}", now, "digest", i == 0 ? now.AddMinutes(-1) : now.AddHours(1))));

        var more = new WebhookMessage("one more", now, "digest", now.AddHours(1));
        Assert.Equal(MessageMemory.New, await MemoryOf(silo).RecallAsync(more));   // one is forgotten: its time has passed
        await MemoryOf(silo).RememberAsync(more);
        Assert.Equal(MessageMemory.Full, await MemoryOf(silo).RecallAsync(more with { Id = "yet one more" }));
        Assert.Equal(MessageMemory.Replayed, await MemoryOf(silo).RecallAsync(more));
    }

    private static IWebhookMemoryGrain MemoryOf(TestSilo silo) =>
        silo.Grains.GetGrain<IWebhookMemoryGrain>(IWebhookMemoryGrain.KeyOf("subscriptions", "msg_1"));
}
