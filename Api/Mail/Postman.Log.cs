namespace Reviews.Api.Mail;

internal sealed partial class Postman
{
    /// <summary>Without the address: logs are read by more people than mails are.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "A mail could not be sent: {Subject}.")]
    private partial void LogNotSent(string subject, Exception exception);
}
