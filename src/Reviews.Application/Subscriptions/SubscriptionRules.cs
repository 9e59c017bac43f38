using Reviews.Contracts.Members;

namespace Reviews.Application.Subscriptions;

/// <summary>What all ways of getting a subscription have in common.</summary>
internal static class SubscriptionRules
{
    /// <summary>The longest one: 100 years, which is for life.</summary>
    private const int MaxYears = 100;

    /// <summary>What <see cref="IsSensible"/> asks.</summary>
    public static readonly string UntilRule = $"A subscription must end within {MaxYears} years.";

    /// <summary>Whether a subscription may end then; null ends it now.</summary>
    public static bool IsSensible(DateTimeOffset? until, TimeProvider time) =>
        until is null || until <= time.GetUtcNow().AddYears(MaxYears);

    /// <summary>
    /// The caller's subscription, as their grain has just said; null when nobody is signed in or there never was one.
    /// </summary>
    public static DateTimeOffset? UntilOf(HttpContext context) => context.Features.Get<MemberStatus>()?.SubscribedUntil;

    /// <summary>Whether the caller is a subscriber right now.</summary>
    public static bool IsActive(HttpContext context, TimeProvider time) =>
        context.Features.Get<MemberStatus>()?.IsSubscribed(time.GetUtcNow()) == true;
}
