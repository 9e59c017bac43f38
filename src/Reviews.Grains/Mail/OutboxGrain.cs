using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Reviews.Contracts.Mail;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Mail;

/// <summary>Keeps the waiting emails and hands them out to be sent.</summary>
/// <remarks>Reentrant, so that emails share writes. At-least-once: the store may not have learned that an email was sent.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed class OutboxGrain(
    [FromKeyedServices("letters")] OutboxState state, GrainJournal journal, IStoreHistory history, TimeProvider time)
    : StoreGrain(history), IOutboxGrain
{
    public const string GrainType = "outbox";

    private readonly EmailRetries _pauses = new(time);

    public async Task<bool> PostAsync(SealedEmail email)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(email.Bytes.Length, OutboxLimits.MaxLength, nameof(email));
        var isNew = !state.Knows(email.LetterId);
        if (isNew && state.Count >= OutboxLimits.MaxWaiting) return false;
        if (isNew) state.Post(email, time.GetUtcNow());
        await journal.CommitAsync();   // also for one that is already in flight
        return true;
    }

    public Task<EmailLease> LeaseAsync()
    {
        var due = state.All.FirstOrDefault(letter => LeftOf(letter) == TimeSpan.Zero);
        if (due is null) return Task.FromResult(new EmailLease(null, NextIn(), state.Count));
        var tries = _pauses.TriesOf(due.Letter.LetterId);
        _pauses.Lease(due.Letter.LetterId);
        return Task.FromResult(new EmailLease(new LeasedEmail(due.Letter, due.At, tries), TimeSpan.Zero, state.Count));
    }

    public async Task RemoveAsync(Guid letterId)
    {
        if (!state.Knows(letterId)) return;
        state.Remove(letterId);
        await journal.CommitAsync();
        _pauses.Forget(letterId);
    }

    public Task DelayAsync(Guid letterId)
    {
        if (state.Knows(letterId)) _pauses.Delay(letterId);
        return Task.CompletedTask;
    }

    private TimeSpan LeftOf(EmailQueued letter) => _pauses.LeftOf(letter.Letter.LetterId);

    private TimeSpan? NextIn() => state.All.Select(letter => (TimeSpan?)LeftOf(letter)).Min();
}
