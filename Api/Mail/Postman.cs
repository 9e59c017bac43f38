namespace Reviews.Api.Mail;

/// <summary>Sends one mail at a time for whoever waits for the answer, and never for long.</summary>
internal sealed partial class Postman(IMailer mailer, MailOptions options, TimeProvider time, ILogger<Postman> logger)
{
    /// <summary>A mail that was not taken by then counts as not sent: 10 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>True when the mail was taken. If not, the reason is in the log, and the caller says that it was not.</summary>
    public async Task<bool> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (letter.ToMessage(options.From, time.GetUtcNow()) is not { } message) return false;
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await mailer.SendAsync(message, either.Token);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSent(letter.Subject, exception);
            return false;
        }
    }
}
