using MailKit.Security;
using MimeKit;

namespace Reviews.Api.Mail;

/// <summary>How mail leaves the site. Section <c>Reviews:Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>The mail server; without one mails are kept as files.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Who mails come from, as <c>The Reviews &lt;reviews@example.org&gt;</c>. Default: nobody's address, which servers refuse.</summary>
    public string From { get; set; } = "OrleansReviews <reviews@localhost>";

    /// <summary>Without a mail server: the folder of the mails. Null: <c>mail</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>What links in mails begin with, as <c>https://reviews.example.org</c>. Null: the address that the request was sent to, which whoever
    /// sends it may make up; so a public site names its own.</summary>
    public string? Site { get; set; }

    /// <summary>What is wrong with them, a sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (!MailboxAddress.TryParse(From, out _)) yield return $"Reviews:Mail:From is '{From}'; it must be an e-mail address, with or without a name before it.";
        if (Smtp.Port is < 1 or > 65_535) yield return "Reviews:Mail:Smtp:Port must be 1 to 65535.";
        if (string.IsNullOrEmpty(Smtp.User) != string.IsNullOrEmpty(Smtp.Password)) yield return "Reviews:Mail:Smtp:User and Reviews:Mail:Smtp:Password go together.";
        if (Site is not null && !(Uri.TryCreate(Site, UriKind.Absolute, out var site) && (site.Scheme == Uri.UriSchemeHttp || site.Scheme == Uri.UriSchemeHttps)))
            yield return $"Reviews:Mail:Site is '{Site}'; it must be the site's address, as https://reviews.example.org.";
    }
}

/// <summary>The server that takes our mails.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Null or empty: there is none.</summary>
    public string? Host { get; set; }

    /// <summary>1 to 65535. Default: 587, where servers take mails of their own users.</summary>
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c> (port 465), or <c>None</c> for a server on the same machine. Default: StartTls.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;
}
