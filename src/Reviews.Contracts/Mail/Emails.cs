namespace Reviews.Contracts.Mail;

/// <summary>What the outbox takes, and how long letters wait in it.</summary>
public static class OutboxLimits
{
    /// <summary>Most letters that wait: 10,000, some 30 MB.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>Most bytes of one sealed letter: 32 KiB. Those of ours have 2 to 4.</summary>
    public const int MaxLength = 32 * 1024;

    /// <summary>How long a letter is one node's to send: 1 min, several times what sending it may take.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    /// <summary>How long a letter waits after it could not be sent the first time: 10 s.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    /// <summary>The longest it waits between two tries: 1 h.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
}

/// <summary>A letter that only an API node can open.</summary>
/// <param name="LetterId">Its id; who posts it again after a failure tells the same.</param>
/// <param name="Bytes">The letter, encrypted.</param>
[GenerateSerializer, Immutable, Alias("reviews.SealedLetter")]
public sealed record SealedEmail([property: Id(0)] Guid LetterId, [property: Id(1)] byte[] Bytes);

/// <summary>What a node gets that asks for a letter to send.</summary>
/// <param name="Letter">The letter; null when it is no letter's turn.</param>
/// <param name="NextIn">When the next letter has its turn; null when none waits.</param>
/// <param name="Waiting">How many letters wait, this one included.</param>
[GenerateSerializer, Immutable, Alias("reviews.LetterLease")]
public sealed record EmailLease(
    [property: Id(0)] LeasedEmail? Letter, [property: Id(1)] TimeSpan? NextIn, [property: Id(2)] int Waiting);

/// <summary>A letter that is one node's to send, for a while.</summary>
/// <param name="Sealed">The letter as it was posted.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Tries">How often it could not be sent, as far as is remembered: a new activation begins at 0.</param>
[GenerateSerializer, Immutable, Alias("reviews.LeasedLetter")]
public sealed record LeasedEmail(
    [property: Id(0)] SealedEmail Sealed, [property: Id(1)] DateTimeOffset PostedAt, [property: Id(2)] int Tries);
