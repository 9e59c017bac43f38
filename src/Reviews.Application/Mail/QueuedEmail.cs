using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>An email as stored in the outbox: anyone who gets it twice can tell by its id that it is the same one.</summary>
/// <remarks>Kept for days, and read by the next release: anything added here must be optional.</remarks>
/// <param name="Letter">The letter.</param>
/// <param name="MessageId">Its Message-ID, without the angle brackets.</param>
/// <param name="Date">When it was posted.</param>
/// <param name="IsDecoy">Whether nobody gets it: it was queued so that a request took as long as it would have for a real one.</param>
internal sealed record QueuedEmail(EmailMessage Letter, string MessageId, DateTimeOffset Date, bool IsDecoy)
{
    /// <summary>An email that is queued now.</summary>
    /// <param name="email">The letter.</param>
    /// <param name="id">Its id in the outbox.</param>
    /// <param name="from">Whose site it is: the Message-ID ends with the domain.</param>
    /// <param name="date">Now.</param>
    /// <param name="isDecoy">Whether nobody gets it.</param>
    public static QueuedEmail Of(EmailMessage email, Guid id, MailboxAddress from, DateTimeOffset date, bool isDecoy)
    {
        var address = from.GetAddress(idnEncode: true);
        return new QueuedEmail(email, $"{id:N}{address[address.LastIndexOf('@')..]}", date, isDecoy);
    }

    /// <summary>The mail, the same each time; null when the letter's address is none.</summary>
    /// <param name="from">Who it comes from.</param>
    public MimeMessage? ToMessage(MailboxAddress from)
    {
        if (Letter.ToMessage(from, Date) is not { } message) return null;
        message.MessageId = MessageId;
        return message;
    }
}
