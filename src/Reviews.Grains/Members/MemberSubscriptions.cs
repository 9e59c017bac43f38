using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>The member's subscription. It expires on its own: callers compare its end with the clock.</summary>
internal sealed class MemberSubscriptions(MemberJournal journal)
{
    /// <summary>As it was last decided; null when there never was one.</summary>
    public MemberSubscription? Current => journal.Account.Value?.Subscription;

    public async Task<SubscribeOutcome> ChangeAsync(MemberSubscription change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change.Source.Length, MemberSubscription.MaxSource);
        var latest = journal.Account.Latest ?? MemberAccountState.Empty;
        if (latest.Account is null) return SubscribeOutcome.UnknownMember;
        if (latest.Subscription is { } standing && standing.AsOf > change.AsOf) return SubscribeOutcome.Overtaken;
        if (latest.Subscription != change) journal.Account.Replace(latest with { Subscription = change });
        await journal.CommitAsync();   // also when another call has it in flight
        return SubscribeOutcome.Done;
    }
}
