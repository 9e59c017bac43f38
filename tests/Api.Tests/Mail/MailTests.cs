using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Mail;
using Reviews.Hosting.Settings;

namespace Reviews.Api.Tests.Mail;

/// <summary>Mail through a server, or into a folder.</summary>
public sealed class MailTests
{
    private static readonly EmailMessage Letter =
        new() { To = "ann@example.com", Subject = "A <subject>", Paragraphs = ["Dear <b>", "Bye"], Link = "https://example.org/?a=1&b=2" };

    private const string MessageId = "0123@example.org";

    private static readonly DateTimeOffset Posted = new(2026, 11, 30, 1, 2, 3, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ServerTakesIt_ArrivesAsPlainTextAndHtml()
    {
        await using var receiver = new SmtpReceiver();
        Assert.Equal(SendOutcome.Sent, await SendAsync(receiver, Letter));
        var taken = Assert.Single(receiver.Mails);
        Assert.Equal("A <subject>", taken.Subject);
        Assert.Equal((MessageId, Posted), (taken.MessageId, taken.Date));
        Assert.Equal("reviews@example.org", taken.From.Mailboxes.Single().Address);
        Assert.Equal("Dear <b>\n\nhttps://example.org/?a=1&b=2\n\nBye", taken.TextBody?.ReplaceLineEndings("\n").Trim());
        Assert.Contains("<p>Dear &lt;b&gt;</p>", taken.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/?a=1&amp;b=2\">", taken.HtmlBody, StringComparison.Ordinal);
    }

    /// <summary>The receiver knows nothing of SMTPUTF8, and needs not to.</summary>
    [Fact]
    public async Task Send_ToADomainOfAnotherScript_IsSentInAscii()
    {
        await using var receiver = new SmtpReceiver();
        Assert.Equal(SendOutcome.Sent, await SendAsync(receiver, Letter with { To = "ann@bücher.example" }));
        Assert.Contains("To: ann@xn--bcher-kva.example", Assert.Single(receiver.Taken), StringComparison.Ordinal);
    }

    /// <summary>What is said of one letter keeps no other waiting, and what is said to all of them is asked once.</summary>
    [Theory]
    [InlineData("RCPT", 550, "NoSuchRecipient")]
    [InlineData("RCPT", 551, "NoSuchRecipient")]
    [InlineData("RCPT", 553, "NoSuchRecipient")]
    [InlineData("RCPT", 450, "Refused")]
    [InlineData("RCPT", 554, "Refused")]
    [InlineData("DATA", 554, "Refused")]
    [InlineData("MAIL", 550, "Away")]
    [InlineData("RCPT", 421, "Away")]
    [InlineData("HELLO", 554, "Away")]
    public async Task Send_ServerRefuses_TellsWhetherItIsTheLetterAndNamesNobody(string command, int code, string outcome)
    {
        await using var receiver = new SmtpReceiver(command) { Code = code };
        await using var site = Create(receiver.Port);
        var sending = await site.App.Services.GetRequiredService<EmailSender>().SendAsync(Of(Letter), Ct);
        Assert.Equal(outcome, sending.Outcome.ToString());
        Assert.DoesNotContain("ann@", sending.Failure!.ToString(), StringComparison.Ordinal);
        Assert.Empty(receiver.Taken);
    }

    [Fact]
    public async Task Send_NobodyListens_IsAway() => Assert.Equal(SendOutcome.Away, await SendAsync(FreePorts.Take(1)[0], Letter));

    [Theory]
    [InlineData("nobody\r\nBcc: all@example.com")]
    [InlineData("ann@example.com, ben@example.com")]
    [InlineData("")]
    public async Task Send_ToWhatIsNoAddress_IsNeverTried(string to)
    {
        await using var receiver = new SmtpReceiver();
        Assert.Equal(SendOutcome.Unsendable, await SendAsync(receiver, Letter with { To = to }));
        Assert.Empty(receiver.Taken);
    }

    [Theory]
    [InlineData("The Reviews <reviews@example.org>", "example.org")]
    [InlineData("reviews@bücher.example", "xn--bcher-kva.example")]
    [InlineData("reviews@localhost", "localhost")]
    public void Of_LetterThatIsPosted_HasAnIdOfTheSitesDomain(string from, string domain)
    {
        var id = Guid.NewGuid();
        var posted = QueuedEmail.Of(Letter, id, MailboxAddress.Parse(from), Posted, isDecoy: false);
        Assert.Equal($"{id:N}@{domain}", posted.MessageId);
    }

    [Fact]
    public async Task Folder_OverItsLimit_KeepsTheNewest()
    {
        var path = Directory.CreateTempSubdirectory("reviews-mail-").FullName;
        var folder = new MailFolder(path, TimeProvider.System);
        for (var i = 0; i < MailFolder.MaxMails + 3; i++)
        {
            using var message = (Letter with { Subject = $"Mail {i}" }).ToMessage(MailboxAddress.Parse("a@example.org"), Posted)!;
            await folder.SendAsync(message, Ct);
        }

        Assert.Equal(MailFolder.MaxMails, folder.Newest().Count);
        Assert.Equal($"Mail {MailFolder.MaxMails + 2}", (await folder.ReadAsync(folder.Newest()[0], Ct))!.Subject);
        Assert.Equal("Mail 3", (await folder.ReadAsync(folder.Newest()[^1], Ct))!.Subject);
        Assert.Null(await folder.ReadAsync("../reviews", Ct));
        Directory.Delete(path, recursive: true);
    }

    [Theory]
    [InlineData("--Reviews:Mail:From=nobody at all")]
    [InlineData("--Reviews:Mail:Smtp:Port=0")]
    [InlineData("--Reviews:Mail:Smtp:User=me")]
    [InlineData("--Reviews:Mail:Site=example.org")]
    public void Setting_Unfit_IsRefusedByItsName(string setting)
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => Site.Create([setting]));
        Assert.Contains(setting.Split('=')[0].TrimStart('-'), refused.Message, StringComparison.Ordinal);
    }

    private static Task<SendOutcome> SendAsync(SmtpReceiver receiver, EmailMessage email) => SendAsync(receiver.Port, email);

    private static async Task<SendOutcome> SendAsync(int port, EmailMessage email)
    {
        await using var site = Create(port);
        return (await site.App.Services.GetRequiredService<EmailSender>().SendAsync(Of(email), Ct)).Outcome;
    }

    private static QueuedEmail Of(EmailMessage email) => new(email, MessageId, Posted, IsDecoy: false);

    private static Site Create(int port) => Site.Create(SmtpReceiver.ArgumentsFor(port));
}
