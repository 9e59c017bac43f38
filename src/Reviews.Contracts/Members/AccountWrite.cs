using System.Collections.Immutable;
using Reviews.Contracts.Mail;

namespace Reviews.Contracts.Members;

/// <summary>What goes into the store in one write when an account is created or changed.</summary>
/// <param name="Account">The whole account, under a concurrency stamp of its own; writing it again is idempotent.</param>
/// <param name="ExpectedStamp">The concurrency stamp that was read; null creates.</param>
[GenerateSerializer, Immutable, Alias("reviews.AccountWrite")]
public sealed record AccountWrite([property: Id(0)] MemberAccount Account, [property: Id(1)] string? ExpectedStamp)
{
    /// <summary>The claims to all names that are new in the account: it is written under all of them, or not at all.</summary>
    [Id(2)] public ImmutableArray<Guid> Claims { get; init; } = [];

    /// <summary>Emails about the change: posted once it is durable, however long that takes, and otherwise never.</summary>
    [Id(3)] public ImmutableArray<SealedEmail> Letters { get; init; } = [];

    /// <summary>The session that survives a new security stamp, which ends all others; null: none does.</summary>
    [Id(4)] public string? KeptSession { get; init; }
}
