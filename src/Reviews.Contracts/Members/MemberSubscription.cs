namespace Reviews.Contracts.Members;

/// <summary>How long a member may read what subscribers read.</summary>
/// <param name="Until">When it ends; null: it was ended.</param>
/// <param name="AsOf">When that was decided. The later of two wins, whichever arrives first.</param>
/// <param name="Source">By whom: <c>operator</c> with the operator's id, <c>webhook</c> with the message's id; at most
/// <see cref="MaxSource"/> characters.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberSubscription")]
public sealed record MemberSubscription(
    [property: Id(0)] DateTimeOffset? Until, [property: Id(1)] DateTimeOffset AsOf, [property: Id(2)] string Source)
{
    /// <summary>Maximum characters per source: 300.</summary>
    public const int MaxSource = 300;
}

/// <summary>The outcome of a change to a subscription.</summary>
[GenerateSerializer, Alias("reviews.SubscribeOutcome")]
public enum SubscribeOutcome
{
    /// <summary>It is as the change says, durably.</summary>
    Done,

    /// <summary>A later decision is in effect; nothing changed.</summary>
    Overtaken,

    /// <summary>There is no such member.</summary>
    UnknownMember,
}
