namespace Reviews.Contracts.Mail;

/// <summary>
/// Emails waiting to be sent. They arrive encrypted: neither the grain nor the store can read them. One grain, key
/// <see cref="Key"/>.
/// </summary>
[Alias("reviews.IOutboxGrain")]
public interface IOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of this grain.</summary>
    const long Key = 0;

    /// <summary>Keeps an email; returns when that is durable. One that is already waiting is kept once.</summary>
    /// <returns>False: <see cref="OutboxLimits.MaxWaiting"/> emails are waiting, and this one was not kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="OutboxLimits.MaxLength"/>.</exception>
    [Alias("Post")]
    Task<bool> PostAsync(SealedEmail email);

    /// <summary>
    /// Hands out the email that is due; nobody else gets it for <see cref="OutboxLimits.LeaseTime"/>. Leases are in memory only: if the
    /// grain's silo fails, two nodes may hold one.
    /// </summary>
    [Alias("Lease")]
    Task<EmailLease> LeaseAsync();

    /// <summary>Forgets an email that was sent or given up on; returns when that is durable. Idempotent.</summary>
    [Alias("Remove")]
    Task RemoveAsync(Guid letterId);

    /// <summary>
    /// Makes an email that could not be sent wait: <see cref="OutboxLimits.FirstPause"/>, twice as long each time, at most
    /// <see cref="OutboxLimits.LongestPause"/>.
    /// </summary>
    [Alias("Delay")]
    Task DelayAsync(Guid letterId);
}
