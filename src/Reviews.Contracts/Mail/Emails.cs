namespace Reviews.Contracts.Mail;

/// <summary>What the outbox accepts, and how long emails wait in it.</summary>
public static class OutboxLimits
{
    /// <summary>Maximum waiting emails: 10,000, about 30 MB.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>Maximum bytes per sealed email: 32 KiB. Ours have 2 to 4.</summary>
    public const int MaxLength = 32 * 1024;

    /// <summary>How long a node has an email to itself for sending: 1 min, several times what that may take.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    /// <summary>How long an email waits after the first failed attempt: 10 s.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between two attempts: 1 h.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
}

/// <summary>An email that only an API node can decrypt.</summary>
/// <param name="LetterId">Its id; a retry after a failure uses the same one.</param>
/// <param name="Bytes">The email, encrypted.</param>
[GenerateSerializer, Immutable, Alias("reviews.SealedLetter")]
public sealed record SealedEmail([property: Id(0)] Guid LetterId, [property: Id(1)] byte[] Bytes);

/// <summary>The answer to a node that asks for an email to send.</summary>
/// <param name="Letter">The email; null when none is due.</param>
/// <param name="NextIn">When the next email is due; null when none is waiting.</param>
/// <param name="Waiting">How many emails are waiting, this one included.</param>
[GenerateSerializer, Immutable, Alias("reviews.LetterLease")]
public sealed record EmailLease(
    [property: Id(0)] LeasedEmail? Letter, [property: Id(1)] TimeSpan? NextIn, [property: Id(2)] int Waiting);

/// <summary>An email that is leased to one node for sending.</summary>
/// <param name="Sealed">The email as it was posted.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Tries">Failed attempts that are remembered: a new activation starts at 0.</param>
[GenerateSerializer, Immutable, Alias("reviews.LeasedLetter")]
public sealed record LeasedEmail(
    [property: Id(0)] SealedEmail Sealed, [property: Id(1)] DateTimeOffset PostedAt, [property: Id(2)] int Tries);
