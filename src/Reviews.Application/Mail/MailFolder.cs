using System.Globalization;
using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>Where emails go while there is no mail server: into files, of which the newest are kept.</summary>
internal sealed class MailFolder(string folder, TimeProvider time) : IMailer
{
    /// <summary>Most emails in the folder: 200. The oldest are deleted.</summary>
    public const int MaxMails = 200;

    private const string Extension = ".eml";

    /// <summary>Emails give access to accounts, so only the server's own user can read the folder.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, OwnerOnly);

        // Names are ordered by time. The file has another extension until it is complete, so that nobody reads half an email.
        var name = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'.'fffffff", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid()
            .ToString("N")[..8];
        var growing = System.IO.Path.Combine(Path, name + ".part");
        await message.WriteToAsync(growing, cancellationToken);
        File.Move(growing, System.IO.Path.Combine(Path, name + Extension));
        foreach (var old in Newest().Skip(MaxMails)) File.Delete(System.IO.Path.Combine(Path, old + Extension));
    }

    /// <summary>The names of the mails, newest first.</summary>
    public IReadOnlyList<string> Newest() => !Directory.Exists(Path)
        ? []
        : [.. Directory.EnumerateFiles(Path, "*" + Extension).Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
            .OrderDescending(StringComparer.Ordinal)];

    /// <summary>An email; null when there is none with that name, or no longer.</summary>
    public async Task<MimeMessage?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!Newest().Contains(name, StringComparer.Ordinal)) return null;
        try
        {
            return await MimeMessage.LoadAsync(System.IO.Path.Combine(Path, name + Extension), cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;   // a newer one took its place just now
        }
    }
}
