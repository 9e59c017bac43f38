namespace Reviews.Application.Mail;

/// <content>Without addresses: more people can read logs than emails.</content>
internal sealed partial class EmailDispatcher
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Mail can't be sent. Emails wait in the outbox, and each is retried for three days. This is logged once.")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail server is answering again.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refused an email: {Subject}. It will be retried.")]
    private partial void LogRefused(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An email could not be sent and was dropped: {Subject}.")]
    private partial void LogGivenUp(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An email has nobody it can be sent to, and was dropped: {Subject}.")]
    private partial void LogUnsendable(string subject);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "An email can't be decrypted with this node's keys: the key ring was lost, or another certificate is in use. "
            + "It is left to other nodes for three days, then dropped.")]
    private partial void LogClosed(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "An email was dropped that no node could decrypt for three days: the key it was encrypted with is lost. "
            + "Whoever is waiting for it has to ask again.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outbox is not answering, so no mail is sent; this is retried until it does. This is logged once.")]
    private partial void LogDeaf(Exception exception);
}
