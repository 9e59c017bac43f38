using MailKit.Net.Smtp;
using MimeKit;

namespace Reviews.Api.Mail;

/// <summary>Tries to send one letter, and never for long.</summary>
internal sealed partial class LetterSender(IMailer mailer, MailOptions options, TimeProvider time, ILogger<LetterSender> logger)
{
    /// <summary>A letter that was not taken by then counts as not sent: 10 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Sends it, or tells why not.</summary>
    /// <exception cref="OperationCanceledException">Nobody knows whether it was sent.</exception>
    public async Task<Sending> SendAsync(PostedLetter letter, CancellationToken cancellationToken)
    {
        using var message = Write(letter);
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

    /// <summary>The mail; null of what can't be one, which must not come back for ever.</summary>
    private MimeMessage? Write(PostedLetter letter)
    {
        try
        {
            return letter.ToMessage(options.SenderAddress());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            LogUnwritable(exception);
            return null;
        }
    }

    /// <summary>Others may be taken where this one was not: all that has not to do with us, or with the server.</summary>
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

    /// <summary>What the server said without its own words, in which it usually names the address; the log must not.</summary>
    private static IOException WithoutAddress(SmtpCommandException refusal) =>
        new($"The mail server answered {(int)refusal.StatusCode} ({refusal.ErrorCode}).");

    [LoggerMessage(Level = LogLevel.Error, Message = "A message can't be turned into an email.")]
    private partial void LogUnwritable(Exception exception);
}

/// <summary>What became of a try.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Failure">Why it was not sent, where somebody said so.</param>
internal readonly record struct Sending(SendOutcome Outcome, Exception? Failure = null);

/// <summary>How a try to send a letter ends.</summary>
internal enum SendOutcome
{
    /// <summary>It was taken.</summary>
    Sent,

    /// <summary>This letter was not taken; another one may be.</summary>
    Refused,

    /// <summary>Nothing can be sent at present.</summary>
    Away,

    /// <summary>The server says for good that nobody has its address.</summary>
    NoSuchRecipient,

    /// <summary>It can't be a mail, and never will be: its address is none, for instance.</summary>
    Unsendable,
}
