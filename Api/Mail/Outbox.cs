using Reviews.Contracts.Mail;

namespace Reviews.Api.Mail;

/// <summary>
/// Where letters are posted. What was posted is durable, and arrives whatever happens to this process: so whoever promises a letter posts
/// it first.
/// </summary>
internal sealed partial class Outbox(
    IGrainFactory grains, LetterSeal seal, MailOptions options, Postman postman, TimeProvider time, ILogger<Outbox> logger)
{
    /// <summary>Posts a letter; ends when it is durable.</summary>
    /// <exception cref="OutboxFullException">Too many letters wait; this one was not taken.</exception>
    public Task PostAsync(Letter letter) => PostAsync(letter, Guid.NewGuid());

    /// <summary>
    /// Does all that posting a letter takes for one that nobody gets: whoever asked can't tell from the time whether there was anybody to
    /// write to.
    /// </summary>
    /// <exception cref="OutboxFullException">As for a letter.</exception>
    public Task PostDecoyAsync(Letter letter) => PostAsync(letter, Guid.NewGuid(), isDecoy: true);

    /// <summary>Posts a letter of which others may post the same; while it waits it is one.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="id">What it is known by, whoever posts it.</param>
    /// <exception cref="OutboxFullException">As for any letter.</exception>
    public Task PostAsync(Letter letter, Guid id) => PostAsync(letter, id, isDecoy: false);

    /// <summary>A letter that somebody else posts, with what it tells of.</summary>
    public SealedLetter Close(Letter letter) => Close(letter, Guid.NewGuid(), isDecoy: false);

    /// <summary>There may be a letter that somebody else has posted.</summary>
    public void Ring() => postman.Ring();

    private async Task PostAsync(Letter letter, Guid id, bool isDecoy)
    {
        if (!await grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key).PostAsync(Close(letter, id, isDecoy)))
        {
            var full = new OutboxFullException();
            LogFull(letter.Subject, full);
            throw full;
        }

        Ring();
    }

    private SealedLetter Close(Letter letter, Guid id, bool isDecoy) =>
        seal.Close(id, PostedLetter.Of(letter, id, options.SenderAddress(), time.GetUtcNow(), isDecoy));

    /// <summary>With the exception, so that the log does not fill where the outbox has.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "An email could not be queued: {Subject}. Check that the mail server accepts mail.")]
    private partial void LogFull(string subject, OutboxFullException exception);
}

/// <summary>Too many letters wait to be sent, so that no other can be promised.</summary>
internal sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} emails are waiting to be sent.");
