using MailKit.Net.Smtp;
using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>Sends each email through the configured server, on its own connection: there are few of them.</summary>
internal sealed class SmtpMailer(string host, SmtpOptions smtp) : IMailer
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient();
        await OpenAsync(client, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private async Task OpenAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(host, smtp.Port, smtp.Security, cancellationToken);
            if (smtp is { User: { Length: > 0 } user, Password: { } password })
                await client.AuthenticateAsync(user, password, cancellationToken);
        }
        catch (SmtpCommandException refusal)
        {
            throw new IOException("The mail server lets nobody in.", refusal);   // it has not seen the mail, and does not mean it
        }
    }
}
