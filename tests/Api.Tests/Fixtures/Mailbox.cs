using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Reviews.Application.Mail;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Reads the mails that a site without a mail server keeps.</summary>
internal static partial class Mailbox
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The newest mail to somebody about something; it may still be on its way through the outbox.</summary>
    public static async Task<MimeMessage> MailAsync(this Site site, string to, string subject) =>
        (await Eventually.GetAsync<MimeMessage?>(() => FindAsync(site, to, subject), mail => mail is not null))!;

    /// <summary>The path and query of a mail's link, as a browser asks for it.</summary>
    public static string Link(this MimeMessage mail) => new Uri(LinkPattern().Match(mail.TextBody ?? "").Value).PathAndQuery;

    /// <summary>All mails to somebody that were written down so far.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> MailsAsync(this Site site, string to)
    {
        var folder = new MailFolder(Path.Combine(site.Folder, "mail"), TimeProvider.System);
        var mails = new List<MimeMessage>();
        foreach (var name in folder.Newest())
        {
            if (await folder.ReadAsync(name, Ct) is { } mail && mail.To.Mailboxes.Single().Address == to) mails.Add(mail);
        }

        return mails;
    }

    /// <summary>Lets time pass, and has the postman look whether it is some letter's turn.</summary>
    public static void LetPass(this Site site, TimeSpan time)
    {
        site.Clock.Pass(time);
        site.App.Services.GetRequiredService<EmailDispatcher>().Ring();
    }

    private static async Task<MimeMessage?> FindAsync(Site site, string to, string subject) =>
        (await site.MailsAsync(to)).FirstOrDefault(mail => mail.Subject == subject);

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern();
}
