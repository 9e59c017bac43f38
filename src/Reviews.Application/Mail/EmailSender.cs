using MailKit.Net.Smtp;
using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>Tries to send one email, never for long.</summary>
internal sealed partial class EmailSender(IMailer mailer, MailOptions options, TimeProvider time, ILogger<EmailSender> logger)
{
    /// <summary>An email that was not accepted by then counts as not sent: 10 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Sends it, or says why not.</summary>
    /// <exception cref="OperationCanceledException">Nobody knows whether it was sent.</exception>
    public async Task<Sending> SendAsync(QueuedEmail email, CancellationToken cancellationToken)
    {
        using var message = Write(email);
        if (message is null) return new Sending(SendOutcome.Unsendable);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await mailer.SendAsync(message, either.Token);
            return new Sending(SendOutcome.Sent);
        }
        catch (SmtpCommandException refusal)
        {
            return new Sending(OutcomeOf(refusal), WithoutAddress(refusal));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Sending(SendOutcome.Away, exception);
        }
    }

    /// <summary>The email; null when it can't be one, which must not be retried forever.</summary>
    private MimeMessage? Write(QueuedEmail email)
    {
        try
        {
            return email.ToMessage(options.SenderAddress());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            LogUnwritable(exception);
            return null;
        }
    }

    /// <summary>Others may be accepted where this one was not: anything that is not about us or the server.</summary>
    private static SendOutcome OutcomeOf(SmtpCommandException refusal) => refusal switch
    {
        { ErrorCode: SmtpErrorCode.SenderNotAccepted } or { StatusCode: SmtpStatusCode.ServiceNotAvailable } => SendOutcome.Away,
        {
            ErrorCode: SmtpErrorCode.RecipientNotAccepted,
            StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath
                or SmtpStatusCode.MailboxNameNotAllowed,
        } => SendOutcome.NoSuchRecipient,
        _ => SendOutcome.Refused,
    };

    /// <summary>What the server answered, without its text: that usually names the address, which must not be logged.</summary>
    private static IOException WithoutAddress(SmtpCommandException refusal) =>
        new($"The mail server answered {(int)refusal.StatusCode} ({refusal.ErrorCode}).");

    [LoggerMessage(Level = LogLevel.Error, Message = "A message can't be turned into an email.")]
    private partial void LogUnwritable(Exception exception);
}

/// <summary>The outcome of an attempt.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Failure">Why it was not sent, if known.</param>
internal readonly record struct Sending(SendOutcome Outcome, Exception? Failure = null);

/// <summary>How an attempt to send an email ends.</summary>
internal enum SendOutcome
{
    /// <summary>It was accepted.</summary>
    Sent,

    /// <summary>This email was not accepted; another one may be.</summary>
    Refused,

    /// <summary>Nothing can be sent right now.</summary>
    Away,

    /// <summary>The server says, permanently, that nobody has its address.</summary>
    NoSuchRecipient,

    /// <summary>It can never be turned into an email, for instance because its address is not valid.</summary>
    Unsendable,
}
