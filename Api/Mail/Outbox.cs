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
    public Task PostAsync(Letter letter) => PostAsync(letter, isDecoy: false);

    /// <summary>
    /// Does all that posting a letter takes for one that nobody gets: whoever asked can't tell from the time whether there was anybody to
    /// write to.
    /// </summary>
    /// <exception cref="OutboxFullException">As for a letter.</exception>
    public Task PostDecoyAsync(Letter letter) => PostAsync(letter, isDecoy: true);

    private async Task PostAsync(Letter letter, bool isDecoy)
    {
        var id = Guid.NewGuid();
        var posted = PostedLetter.Of(letter, id, options.SenderAddress(), time.GetUtcNow(), isDecoy);
        if (!await grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key).PostAsync(seal.Close(id, posted)))
        {
            var full = new OutboxFullException();
            LogFull(letter.Subject, full);
            throw full;
        }

        postman.Ring();
    }

    /// <summary>With the exception, so that the log does not fill where the outbox has.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "A letter could not be posted: {Subject}. Look whether the mail server takes mail.")]
    private partial void LogFull(string subject, OutboxFullException exception);
}

/// <summary>Too many letters wait to be sent, so that no other can be promised.</summary>
internal sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} letters wait to be sent.");
