namespace Reviews.Application.Mail;

/// <content>Without addresses: logs are read by more people than letters are.</content>
internal sealed partial class Postman
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Mail can't be sent. Letters wait in the outbox, and each is tried for three days. This is said once.")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail server answers again.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refused a letter: {Subject}. It is tried again.")]
    private partial void LogRefused(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A letter could not be sent and was given up: {Subject}.")]
    private partial void LogGivenUp(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A letter can't be sent to anybody, and was dropped: {Subject}.")]
    private partial void LogUnsendable(string subject);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A letter can't be opened with the keys of this node: the key ring was lost, or another certificate is in use. "
            + "It is left to other nodes for three days, then dropped.")]
    private partial void LogClosed(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A letter was dropped that nobody could open for three days: the key that it was closed with is lost. "
            + "Whoever waits for it has to ask again.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outbox does not answer, so no mail is sent; it is asked again until it does. This is said once.")]
    private partial void LogDeaf(Exception exception);
}
