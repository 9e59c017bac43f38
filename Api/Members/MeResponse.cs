using Reviews.Api.Subscriptions;
using Reviews.Application.Members;

namespace Reviews.Api.Members;

/// <summary>My account.</summary>
internal sealed record MeResponse(
    string UserId, string? DisplayName, string? Email, IReadOnlyList<string> Roles, SubscriptionResponse Subscription)
{
    public static MeResponse Of(Member member, SubscriptionResponse subscription) =>
        new(MemberIds.Format(member.Id), member.DisplayName, member.Email, member.Roles, subscription);
}

/// <summary>What a member can change.</summary>
internal sealed record MeRequest
{
    /// <summary>2 to 40 characters, unique among members.</summary>
    public string? DisplayName { get; init; }
}
