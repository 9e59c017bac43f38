using Reviews.Api.Accounts;

namespace Reviews.Api.Me;

/// <summary>My account.</summary>
internal sealed record MeDocument(
    string UserId, string? DisplayName, string? Email, IReadOnlyList<string> Roles, SubscriptionDocument Subscription)
{
    public static MeDocument Of(Member member, SubscriptionDocument subscription) =>
        new(MemberIds.Format(member.Id), member.DisplayName, member.Email, member.Roles, subscription);
}

/// <summary>Whether the member can read what subscribers read, and until when; if it is over, when it ended.</summary>
internal sealed record SubscriptionDocument(bool Active, DateTimeOffset? Until)
{
    public static SubscriptionDocument Of(DateTimeOffset? until, DateTimeOffset now) => new(until > now, until);
}

/// <summary>What a member can change.</summary>
internal sealed record MeRequest
{
    /// <summary>2 to 40 characters, unique among members.</summary>
    public string? DisplayName { get; init; }
}
