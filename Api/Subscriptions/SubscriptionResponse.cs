namespace Reviews.Api.Subscriptions;

/// <summary>Whether the member can read what subscribers read, and until when; if it is over, when it ended.</summary>
internal sealed record SubscriptionResponse(bool Active, DateTimeOffset? Until)
{
    public static SubscriptionResponse Of(DateTimeOffset? until, DateTimeOffset now) => new(until > now, until);
}
