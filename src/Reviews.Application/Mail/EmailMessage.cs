using System.Text.Encodings.Web;
using MimeKit;

namespace Reviews.Application.Mail;

/// <summary>The content of one of our emails: a few plain paragraphs and at most one link, after the first of them.</summary>
internal sealed record EmailMessage
{
    public required string To { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>A link to follow; null when there is nothing to do.</summary>
    public string? Link { get; init; }

    /// <summary>The content as an email, plain and HTML; null when its address is not valid.</summary>
    public MimeMessage? ToMessage(MailboxAddress from, DateTimeOffset date)
    {
        if (!MailboxAddress.TryParse(To, out var to)) return null;
        var message = new MimeMessage { Subject = Subject, Date = date };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");   // so that nobody's absence notice answers
        message.Body = new BodyBuilder { TextBody = Text(), HtmlBody = Html() }.ToMessageBody();
        return message;
    }

    private string Text() => string.Join("\n\n", WithLink(Paragraphs, Link)) + "\n";

    private string Html()
    {
        var encode = HtmlEncoder.Default;
        var link = Link is null ? null : $"<a href=\"{encode.Encode(Link)}\">{encode.Encode(Link)}</a>";
        var body = string.Concat(WithLink(Paragraphs.Select(encode.Encode), link).Select(paragraph => $"<p>{paragraph}</p>\n"));
        return $"<!doctype html>\n<html lang=\"en\"><body>\n{body}</body></html>\n";
    }

    private static IEnumerable<string> WithLink(IEnumerable<string> paragraphs, string? link) =>
        link is null ? paragraphs : [.. paragraphs.Take(1), link, .. paragraphs.Skip(1)];
}
