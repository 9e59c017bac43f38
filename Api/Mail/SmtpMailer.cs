using MailKit.Net.Smtp;
using MimeKit;

namespace Reviews.Api.Mail;

/// <summary>Sends each mail through the configured server, on a connection of its own: they are few.</summary>
internal sealed class SmtpMailer(SmtpOptions smtp) : IMailer
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security, cancellationToken);
        if (!string.IsNullOrEmpty(smtp.User)) await client.AuthenticateAsync(smtp.User, smtp.Password, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
