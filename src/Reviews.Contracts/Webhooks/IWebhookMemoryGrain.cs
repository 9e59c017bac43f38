namespace Reviews.Contracts.Webhooks;

/// <summary>Which messages of a webhook were received lately, across all nodes. Key: the webhook and a number from 0 to 15, as
/// <c>subscriptions/7</c>, by the message's id.</summary>
[Alias("reviews.IWebhookMemoryGrain")]
public interface IWebhookMemoryGrain : IGrainWithStringKey
{
    /// <summary>Grains that share one webhook's messages.</summary>
    const int Count = 16;

    /// <summary>Maximum messages that one of them remembers at a time: 1,000. They are kept for as long as a replay would otherwise go
    /// unnoticed; no more messages are taken until the oldest is that old.</summary>
    const int MaxMessages = 1_000;

    /// <summary>The grain's key for a message.</summary>
    static string KeyOf(string webhook, string messageId)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        var hash = 0u;
        foreach (var c in messageId) hash = unchecked((hash * 31) + c);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{webhook}/{hash % Count}");
    }

    /// <summary>What is known about a message before it is processed.</summary>
    [Alias("Recall")]
    Task<MessageMemory> RecallAsync(WebhookMessage message);

    /// <summary>Records durably that a message was processed.</summary>
    [Alias("Remember")]
    Task RememberAsync(WebhookMessage message);
}

/// <summary>One sending of a message.</summary>
/// <param name="Id">The sender's id for it: the same each time it is sent.</param>
/// <param name="SentAt">When it was sent this time.</param>
/// <param name="Digest">SHA-256 of its body in hexadecimal digits.</param>
/// <param name="ForgetAt">From then on its timestamp alone shows that it is too old.</param>
[GenerateSerializer, Immutable, Alias("reviews.WebhookMessage")]
public sealed record WebhookMessage(
    [property: Id(0)] string Id, [property: Id(1)] DateTimeOffset SentAt, [property: Id(2)] string Digest,
    [property: Id(3)] DateTimeOffset ForgetAt);

/// <summary>What is known about a message.</summary>
[GenerateSerializer, Alias("reviews.MessageMemory")]
public enum MessageMemory
{
    /// <summary>Nothing: process it.</summary>
    New,

    /// <summary>It was processed, and is being resent because its sender did not get the response: nothing is left to do.</summary>
    Done,

    /// <summary>Exactly this sending was received before: someone is replaying it.</summary>
    Replayed,

    /// <summary>Its id was used for another body.</summary>
    OtherBody,

    /// <summary>There are too many to remember one more.</summary>
    Full,
}
