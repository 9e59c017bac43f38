using System.Collections.Immutable;
using Reviews.Contracts.Mail;

namespace Reviews.Contracts.Members;

/// <summary>What goes into the store in one write when an account is made or changed.</summary>
/// <param name="Account">The whole account, under a concurrency stamp of its own; given twice, the answer is the same.</param>
/// <param name="ExpectedStamp">The concurrency stamp that was read; null creates.</param>
[GenerateSerializer, Immutable, Alias("reviews.AccountWrite")]
public sealed record AccountWrite([property: Id(0)] MemberAccount Account, [property: Id(1)] string? ExpectedStamp)
{
    /// <summary>The claims of all names that are new in the account: it is written under every one of them, or not at all.</summary>
    [Id(2)] public ImmutableArray<Guid> Claims { get; init; } = [];

    /// <summary>What is to be told of the change: posted when it is durable, however long that takes, and else not at all.</summary>
    [Id(3)] public ImmutableArray<SealedEmail> Letters { get; init; } = [];

    /// <summary>The session that goes on where the account gets a new security stamp, which ends all others; null: none does.</summary>
    [Id(4)] public string? KeptSession { get; init; }
}
