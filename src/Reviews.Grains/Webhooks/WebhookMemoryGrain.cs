using System.Collections.Immutable;
using Reviews.Contracts.Webhooks;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Webhooks;

/// <summary>Remembers messages in a state record until they are too old to be accepted anyway.</summary>
[GrainType("webhook-memory")]
internal sealed class WebhookMemoryGrain(
    [PersistentState("messages")] IPersistentState<WebhookRecord> state, TimeProvider time) : Grain, IWebhookMemoryGrain
{
    public Task<MessageMemory> RecallAsync(WebhookMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var heard = Young().Where(known => known.Id == message.Id).ToArray();
        if (heard.Length == 0)
            return Task.FromResult(Young().Count() < IWebhookMemoryGrain.MaxMessages ? MessageMemory.New : MessageMemory.Full);
        if (heard.Any(known => known.Digest != message.Digest)) return Task.FromResult(MessageMemory.OtherBody);
        return Task.FromResult(heard.Any(known => known.SentAt == message.SentAt) ? MessageMemory.Replayed : MessageMemory.Done);
    }

    public async Task RememberAsync(WebhookMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Young().Any(known => known.Id == message.Id && known.SentAt == message.SentAt)) return;
        var kept = Young().TakeLast(IWebhookMemoryGrain.MaxMessages - 1);
        await this.WriteOrStepDownAsync(state, new WebhookRecord { Messages = [.. kept, message] });
    }

    private IEnumerable<WebhookMessage> Young()
    {
        var now = time.GetUtcNow();
        return state.State.Messages.Where(known => known.ForgetAt > now);
    }
}

/// <summary>The messages as they are stored, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("reviews.WebhookRecord")]
internal sealed record WebhookRecord
{
    /// <summary>At most <see cref="IWebhookMemoryGrain.MaxMessages"/>.</summary>
    [Id(0)] public ImmutableArray<WebhookMessage> Messages { get; init; } = [];
}
