using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>A member's account with the claims on names that were given up, and the subscription.</summary>
/// <param name="Account">The account; null when it was never created.</param>
/// <param name="RefusedClaims">Claims under which nothing may be written any more, newest last; at most <see cref="MaxRefusedClaims"/>.</param>
/// <param name="Subscription">As it was last decided; null when there never was one.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberAccountState")]
internal sealed record MemberAccountState(
    [property: Id(0)] MemberAccount? Account, [property: Id(1)] ImmutableArray<Guid> RefusedClaims, [property: Id(2)] MemberSubscription? Subscription = null)
{
    /// <summary>A member claims a name a few times in his life; older refusals belong to calls long dead.</summary>
    public const int MaxRefusedClaims = 100;

    public static readonly MemberAccountState Empty = new(null, []);

    public MemberAccountState Refuse(Guid claim) =>
        this with { RefusedClaims = [.. RefusedClaims.Skip(Math.Max(0, RefusedClaims.Length - MaxRefusedClaims + 1)), claim] };
}
