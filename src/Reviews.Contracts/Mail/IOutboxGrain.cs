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

    /// <summary>Keeps a letter; answers when that is durable. One that waits already is kept once.</summary>
    /// <returns>False: <see cref="OutboxLimits.MaxWaiting"/> letters wait, and this one was not kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="OutboxLimits.MaxLength"/>.</exception>
    [Alias("Post")]
    Task<bool> PostAsync(SealedEmail email);

    /// <summary>
    /// Hands out the letter whose turn it is, and nobody else gets it for <see cref="OutboxLimits.LeaseTime"/>. Who holds it is in memory
    /// only: after a failure of the grain's silo two may have it.
    /// </summary>
    [Alias("Lease")]
    Task<EmailLease> LeaseAsync();

    /// <summary>
    /// Forgets a letter that was sent or given up; answers when that is durable. One that is not there was forgotten before.
    /// </summary>
    [Alias("Remove")]
    Task RemoveAsync(Guid letterId);

    /// <summary>
    /// Has a letter that could not be sent wait: <see cref="OutboxLimits.FirstPause"/>, twice as long each time, at most
    /// <see cref="OutboxLimits.LongestPause"/>.
    /// </summary>
    [Alias("Delay")]
    Task DelayAsync(Guid letterId);
}
