namespace Reviews.Api.Subscriptions.Webhooks;

/// <summary>A message about a subscription.</summary>
internal sealed record SubscriptionEvent
{
    /// <summary>Messages of other kinds are accepted and ignored.</summary>
    public const string Kinds = "subscription.";

    /// <summary>What happened: <c>subscription.updated</c>, or another word after the dot.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened. Of two messages about one member, the later one wins.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public SubscriptionEventData? Data { get; init; }
}

/// <summary>Whose subscription, and until when.</summary>
internal sealed record SubscriptionEventData
{
    /// <summary>The member's id.</summary>
    public required string UserId { get; init; }

    /// <summary>The subscription is active before this; null ends it.</summary>
    public required DateTimeOffset? Until { get; init; }
}

/// <summary>The outcome of a message.</summary>
/// <param name="MessageId">The sender's id of it.</param>
/// <param name="Outcome"><c>done</c>; <c>repeated</c>: it was done before; <c>overtaken</c>: a later decision applies; <c>ignored</c>: it
/// is about something else.</param>
internal sealed record WebhookReceipt(string MessageId, string Outcome);
