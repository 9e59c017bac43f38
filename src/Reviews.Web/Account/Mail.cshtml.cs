using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MimeKit;
using Reviews.Application.Mail;

namespace Reviews.Web.Account;

/// <summary>The emails that a site without a mail server would have sent, for people who try it out on their own machine.</summary>
/// <remarks>They give access to accounts. So only a browser on this machine that asked for this machine by name gets to see them, and never
/// a request forwarded by a proxy: that comes from this machine too, on behalf of anyone.</remarks>
internal sealed class MailModel(MailFolder folder, MailOptions options) : PageModel
{
    /// <summary>Mails on the page.</summary>
    private const int Shown = 20;


    /// <summary>The headers that browsers send. Anything else may come from a proxy, whatever it is called, and closes the page.</summary>
    private static readonly HashSet<string> OfBrowsers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Cookie", "DNT", "Host", "If-Modified-Since",
        "If-None-Match", "Keep-Alive", "Pragma", "Priority", "Purpose", "Referer", "Save-Data", "TE", "Upgrade-Insecure-Requests",
        "User-Agent",
    };

    /// <summary>What the other headers of browsers begin with.</summary>
    private const string OfTheBrowser = "Sec-";

    public string Folder => folder.Path;

    public IReadOnlyList<ShownEmail> Letters { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!options.ShowHere || options.HasServer || !IsFromThisMachine()) return NotFound();
        var letters = new List<ShownEmail>();
        foreach (var name in folder.Newest().Take(Shown))
        {
            if (await folder.ReadAsync(name, cancellationToken) is { } message) letters.Add(ShownEmail.Of(message));
        }

        Letters = letters;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private bool IsFromThisMachine() =>
        HttpContext.Connection is { RemoteIpAddress: { } asking, LocalIpAddress: { } asked }
        && IPAddress.IsLoopback(asking) && IPAddress.IsLoopback(asked)
        && (Request.Host.Host == "localhost" || (IPAddress.TryParse(Request.Host.Host, out var named) && IPAddress.IsLoopback(named)))
        && Request.Headers.Keys.All(IsOfABrowser);

    private static bool IsOfABrowser(string header) =>
        OfBrowsers.Contains(header) || header.StartsWith(OfTheBrowser, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A mail on the page.</summary>
internal sealed record ShownEmail(string Subject, string To, DateTimeOffset SentAt, IReadOnlyList<string> Paragraphs)
{
    public static ShownEmail Of(MimeMessage message) => new(
        message.Subject ?? "", message.To.ToString(), message.Date,
        (message.TextBody ?? "").ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
