using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>Where mails go.</summary>
internal interface IMailer
{
    /// <summary>Delivers the email; throws if that fails.</summary>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
