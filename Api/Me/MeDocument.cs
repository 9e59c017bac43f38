using Reviews.Api.Accounts;

namespace Reviews.Api.Me;

/// <summary>My account.</summary>
internal sealed record MeDocument(
    string UserId, string? DisplayName, string? Email, IReadOnlyList<string> Roles, SubscriptionDocument Subscription)
{
    public static MeDocument Of(Member member) =>
        new(MemberIds.Format(member.Id), member.DisplayName, member.Email, member.Roles, SubscriptionDocument.None);
}

/// <summary>Whether the member reads what subscribers read, and until when.</summary>
internal sealed record SubscriptionDocument(bool Active, DateTimeOffset? Until)
{
    public static readonly SubscriptionDocument None = new(false, null);
}

/// <summary>What a member may change.</summary>
internal sealed record MeRequest
{
    /// <summary>2 to 40 characters, unique among members.</summary>
    public string? DisplayName { get; init; }
}
