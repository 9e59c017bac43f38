using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>The member's subscription. It ends by itself: whoever asks compares its end with the clock.</summary>
internal sealed partial class UserGrain
{
    public Task<MemberSubscription?> SubscriptionAsync() => Task.FromResult(record.Value?.Subscription);

    public async Task<SubscribeOutcome> SubscribeAsync(MemberSubscription change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change.Source.Length, MemberSubscription.MaxSource);
        var latest = record.Latest ?? MemberAccountState.Empty;
        if (latest.Account is null) return SubscribeOutcome.UnknownMember;
        if (latest.Subscription is { } standing && standing.AsOf > change.AsOf) return SubscribeOutcome.Overtaken;
        if (latest.Subscription != change) record.Replace(latest with { Subscription = change });
        await journal.CommitAsync();   // also when it is under way from another call
        return SubscribeOutcome.Done;
    }
}
