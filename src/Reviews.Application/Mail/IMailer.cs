using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>Where mails go.</summary>
internal interface IMailer
{
    /// <summary>Hands the mail over; throws whatever went wrong.</summary>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
