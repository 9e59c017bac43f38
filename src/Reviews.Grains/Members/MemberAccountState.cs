using System.Collections.Immutable;
using Reviews.Contracts.Mail;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>A member's account, the refused claims on names, the subscription, sessions and unposted emails.</summary>
/// <param name="Account">The account; null when it was never created.</param>
/// <param name="RefusedClaims">Claims under which nothing may be written any more, newest last; at most
/// <see cref="MaxRefusedClaims"/>.</param>
/// <param name="Subscription">As it was last decided; null when there never was one.</param>
/// <param name="NameNumber">How many times the member has chosen a public name, since this was counted.</param>
/// <param name="NameTold">Which of these names all the member's reviews are known to carry.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberAccountState")]
internal sealed record MemberAccountState(
    [property: Id(0)] MemberAccount? Account, [property: Id(1)] ImmutableArray<Guid> RefusedClaims,
    [property: Id(2)] MemberSubscription? Subscription = null,
    [property: Id(3)] int NameNumber = 0, [property: Id(4)] int NameTold = 0)
{
    /// <summary>A member claims a name only a few times; older refusals belong to calls long finished.</summary>
    public const int MaxRefusedClaims = 100;

    /// <summary>Emails waiting for the outbox: 20. Nobody changes an account that often while it is full or down.</summary>
    public const int MaxLetters = 20;

    public static readonly MemberAccountState Empty = new(null, []);

    /// <summary>The number of the member's current public name. One chosen before names were counted is the first.</summary>
    internal int CurrentName => Account?.DisplayNameKey is null ? NameNumber : Math.Max(1, NameNumber);

    /// <summary>The same with another account.</summary>
    /// <param name="account">The whole account.</param>
    /// <param name="hasReviews">Whether there are reviews with the previous public name.</param>
    public MemberAccountState With(MemberAccount account, bool hasReviews)
    {
        if (Account is null || account.DisplayName == Account.DisplayName) return this with { Account = account };
        var next = CurrentName + 1;
        return this with { Account = account, NameNumber = next, NameTold = hasReviews ? NameTold : next };
    }

    /// <summary>
    /// The member's sessions, including ended ones until the next one is written; none for an account stored before there were sessions.
    /// </summary>
    [Id(5)]
    public ImmutableArray<MemberSession> Sessions { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Emails about the account that the outbox does not have yet, oldest first; at most <see cref="MaxLetters"/>.</summary>
    [Id(6)]
    public ImmutableArray<SealedEmail> Letters { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The same with more emails to be posted; each once.</summary>
    public MemberAccountState Owe(ImmutableArray<SealedEmail> letters)
    {
        if (letters.IsDefaultOrEmpty) return this;
        ImmutableArray<SealedEmail> all = [.. Letters, .. letters.Where(email => !Owes(email))];
        return this with { Letters = [.. all.Skip(all.Length - MaxLetters)] };
    }

    /// <summary>The same without the posted emails.</summary>
    public MemberAccountState Without(ImmutableArray<SealedEmail> posted) =>
        this with { Letters = [.. Letters.Where(email => posted.All(other => other.LetterId != email.LetterId))] };

    private bool Owes(SealedEmail email) => Letters.Any(owed => owed.LetterId == email.LetterId);

    /// <summary>The same with a claim refused. Idempotent.</summary>
    public MemberAccountState Refuse(Guid claim) => RefusedClaims.Contains(claim)
        ? this
        : this with { RefusedClaims = [.. RefusedClaims.Skip(Math.Max(0, RefusedClaims.Length - MaxRefusedClaims + 1)), claim] };
}
