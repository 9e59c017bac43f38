using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>How mail leaves the site. Section <c>Reviews:Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>The mail server; without one, emails are kept as files.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>
    /// Who emails come from, such as <c>The Reviews &lt;reviews@example.org&gt;</c>. Default: nobody's address, which servers refuse.
    /// </summary>
    public string From { get; set; } = "OrleansReviews <reviews@localhost>";

    /// <summary>Without a mail server: the folder of the mails. Null: <c>mail</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>What links in emails begin with, such as <c>https://reviews.example.org</c>. Null: where the process listens, which only
    /// works on this machine.</summary>
    public string? Site { get; set; }

    /// <summary>Whether a page shows the kept emails to browsers on this machine. Default: false.</summary>
    public bool ShowHere { get; set; }

    /// <summary>Whether there is a mail server.</summary>
    public bool HasServer => Smtp.Host is { Length: > 0 };

    /// <summary><see cref="From"/>, which <see cref="Violations"/> has found to be an address.</summary>
    public MailboxAddress SenderAddress() => MailboxAddress.Parse(From);

    /// <summary>What is wrong with them, one sentence each.</summary>
    /// <param name="isPublic">Whether the site can be reached from other machines, directly or through a proxy.</param>
    public IEnumerable<string> Violations(bool isPublic)
    {
        if (isPublic && HasServer && Site is null)
            yield return "Reviews:Mail:Site is missing: a site that sends mail and is reached from elsewhere must know its address, "
                + "such as https://reviews.example.org.";
        if (!MailboxAddress.TryParse(From, out var sender) || sender.Domain.Length == 0)
            yield return $"Reviews:Mail:From is '{From}'; it must be an email address, with or without a name before it.";
        if (Smtp.Host is not null && Uri.CheckHostName(Smtp.Host) == UriHostNameType.Unknown)
            yield return $"Reviews:Mail:Smtp:Host is '{Smtp.Host}'; it must be the mail server's name or address.";
        if (Folder is not null && FileIn(Folder) is { } file)
            yield return $"Reviews:Mail:Folder is '{Folder}', and {file} is a file; it must be a folder.";
        if (string.IsNullOrEmpty(Smtp.User) != string.IsNullOrEmpty(Smtp.Password))
            yield return "Reviews:Mail:Smtp:User and Reviews:Mail:Smtp:Password go together.";
        if (Site is not null && !IsSite(Site))
            yield return $"Reviews:Mail:Site is '{Site}'; it must be just the site's address, such as https://reviews.example.org.";
    }

    /// <summary>The part of a path that is a file; null when there is none.</summary>
    private static string? FileIn(string path)
    {
        for (var part = Path.GetFullPath(path); part is not null; part = Path.GetDirectoryName(part))
            if (File.Exists(part)) return part;
        return null;
    }

    /// <summary>Links are made of it and a path, and everyone sees it: it has no user, no query and no fragment.</summary>
    private static bool IsSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var site) && (site.Scheme == Uri.UriSchemeHttp || site.Scheme == Uri.UriSchemeHttps)
        && site is { UserInfo: "", Query: "", Fragment: "" } && !text.Contains('%', StringComparison.Ordinal);
}

/// <summary>The server that accepts our emails.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Null or empty: there is none.</summary>
    public string? Host { get; set; }

    /// <summary>1 to 65535. Default: 587, where servers accept mail from their own users.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>
    /// <c>StartTls</c>, <c>SslOnConnect</c> (port 465), or <c>None</c> for a server on the same machine. Default: StartTls.
    /// </summary>
    [AllowedValues(SecureSocketOptions.StartTls, SecureSocketOptions.SslOnConnect, SecureSocketOptions.None)]
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;
}
