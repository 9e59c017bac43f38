using Reviews.Contracts.Mail;

namespace Reviews.Application.Mail;

/// <summary>
/// Where emails are queued. What was queued is durable, and is delivered whatever happens to this process: so whoever promises an email
/// queues it first.
/// </summary>
internal sealed partial class Outbox(
    IGrainFactory grains, EmailSeal seal, MailOptions options, EmailDispatcher dispatcher, TimeProvider time, ILogger<Outbox> logger)
{
    /// <summary>Queues an email; returns when it is durable.</summary>
    /// <exception cref="OutboxFullException">Too many emails are waiting; this one was not accepted.</exception>
    public Task PostAsync(EmailMessage email) => PostAsync(email, Guid.NewGuid());

    /// <summary>
    /// Does all the work of queueing an email for one that nobody gets, so that the caller can't tell from the time whether there was
    /// anyone to write to.
    /// </summary>
    /// <exception cref="OutboxFullException">As for an email.</exception>
    public Task PostDecoyAsync(EmailMessage email) => PostAsync(email, Guid.NewGuid(), isDecoy: true);

    /// <summary>Queues an email that others may queue too; while it waits, there is only one.</summary>
    /// <param name="email">The letter.</param>
    /// <param name="id">Its id, whoever queues it.</param>
    /// <exception cref="OutboxFullException">As for any email.</exception>
    public Task PostAsync(EmailMessage email, Guid id) => PostAsync(email, id, isDecoy: false);

    /// <summary>An email that someone else queues, together with what it is about.</summary>
    public SealedEmail Close(EmailMessage email) => Close(email, Guid.NewGuid(), isDecoy: false);

    /// <summary>There may be an email that someone else has queued.</summary>
    public void Ring() => dispatcher.Ring();

    private async Task PostAsync(EmailMessage email, Guid id, bool isDecoy)
    {
        if (!await grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key).PostAsync(Close(email, id, isDecoy)))
        {
            var full = new OutboxFullException();
            LogFull(email.Subject, full);
            throw full;
        }

        Ring();
    }

    private SealedEmail Close(EmailMessage email, Guid id, bool isDecoy) =>
        seal.Close(id, QueuedEmail.Of(email, id, options.SenderAddress(), time.GetUtcNow(), isDecoy));

    /// <summary>With the exception, so that the log does not fill where the outbox has.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "An email could not be queued: {Subject}. Check that the mail server accepts mail.")]
    private partial void LogFull(string subject, OutboxFullException exception);
}

/// <summary>Too many emails are waiting to be sent, so no more can be promised.</summary>
internal sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} emails are waiting to be sent.");
