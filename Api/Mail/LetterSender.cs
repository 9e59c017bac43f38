using MailKit.Net.Smtp;

namespace Reviews.Api.Mail;

/// <summary>Tries to send one letter, and never for long.</summary>
internal sealed class LetterSender(IMailer mailer, MailOptions options, TimeProvider time)
{
    /// <summary>A letter that was not taken by then counts as not sent: 10 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Sends it, or tells why not.</summary>
    /// <exception cref="OperationCanceledException">Nobody knows whether it was sent.</exception>
    public async Task<Sending> SendAsync(PostedLetter letter, CancellationToken cancellationToken)
    {
        using var message = letter.ToMessage(options.SenderAddress());
        if (message is null) return new Sending(SendOutcome.NoAddress);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await mailer.SendAsync(message, either.Token);
            return new Sending(SendOutcome.Sent);
        }
        catch (SmtpCommandException refusal)
        {
            return new Sending(IsOfThisLetter(refusal) ? SendOutcome.Refused : SendOutcome.Away, WithoutAddress(refusal));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Sending(SendOutcome.Away, exception);
        }
    }

    /// <summary>Whether others may be taken where this one was not: all that has not to do with us, or with the server.</summary>
    private static bool IsOfThisLetter(SmtpCommandException refusal) =>
        refusal.ErrorCode != SmtpErrorCode.SenderNotAccepted && refusal.StatusCode != SmtpStatusCode.ServiceNotAvailable;

    /// <summary>What the server said without its own words, in which it usually names the address; the log must not.</summary>
    private static IOException WithoutAddress(SmtpCommandException refusal) =>
        new($"The mail server answered {(int)refusal.StatusCode} ({refusal.ErrorCode}).");
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

    /// <summary>Its address is none, and never will be.</summary>
    NoAddress,
}
