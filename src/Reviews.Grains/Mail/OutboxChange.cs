using Reviews.Contracts.Mail;

namespace Reviews.Grains.Mail;

/// <summary>One change to the waiting emails.</summary>
[GenerateSerializer, Immutable, Alias("reviews.OutboxChange")]
internal abstract record OutboxChange;

/// <summary>An email waits from now on.</summary>
[GenerateSerializer, Immutable, Alias("reviews.LetterPosted")]
internal sealed record EmailQueued([property: Id(0)] SealedEmail Letter, [property: Id(1)] DateTimeOffset At) : OutboxChange;

/// <summary>An email no longer waits.</summary>
[GenerateSerializer, Immutable, Alias("reviews.LetterRemoved")]
internal sealed record EmailRemoved([property: Id(0)] Guid LetterId) : OutboxChange;
