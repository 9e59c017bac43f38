using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Reviews.Api.Mail;
using Reviews.Api.Tests.Fixtures;
using Reviews.Silo;

namespace Reviews.Api.Tests.Mail;

/// <summary>Mail through a server, or into a folder.</summary>
public sealed class MailTests
{
    private static readonly Letter Letter = new() { To = "ann@example.com", Subject = "A <subject>", Paragraphs = ["Dear <b>", "Bye"], Link = "https://example.org/?a=1&b=2" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ServerTakesIt_ArrivesAsPlainTextAndHtml()
    {
        await using var receiver = new SmtpReceiver();
        await using var site = Create(receiver.Port);
        Assert.True(await site.App.Services.GetRequiredService<Postman>().SendAsync(Letter, Ct));
        var taken = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(receiver.Taken))), Ct);
        Assert.Equal("A <subject>", taken.Subject);
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
        await using var site = Create(receiver.Port);
        Assert.True(await site.App.Services.GetRequiredService<Postman>().SendAsync(Letter with { To = "ann@bücher.example" }, Ct));
        Assert.Contains("To: ann@xn--bcher-kva.example", Assert.Single(receiver.Taken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ServerRefuses_IsFalse()
    {
        await using var receiver = new SmtpReceiver(refuses: true);
        await using var site = Create(receiver.Port);
        Assert.False(await site.App.Services.GetRequiredService<Postman>().SendAsync(Letter, Ct));
        Assert.Empty(receiver.Taken);
    }

    [Theory]
    [InlineData("nobody\r\nBcc: all@example.com")]
    [InlineData("ann@example.com, ben@example.com")]
    [InlineData("")]
    public async Task Send_ToWhatIsNoAddress_IsFalse(string to)
    {
        await using var receiver = new SmtpReceiver();
        await using var site = Create(receiver.Port);
        Assert.False(await site.App.Services.GetRequiredService<Postman>().SendAsync(Letter with { To = to }, Ct));
        Assert.Empty(receiver.Taken);
    }

    [Fact]
    public async Task Folder_OverItsLimit_KeepsTheNewest()
    {
        var path = Directory.CreateTempSubdirectory("reviews-mail-").FullName;
        var folder = new MailFolder(path, TimeProvider.System);
        for (var i = 0; i < MailFolder.MaxMails + 3; i++)
        {
            using var message = (Letter with { Subject = $"Mail {i}" }).ToMessage("a@example.org", DateTimeOffset.UnixEpoch)!;
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

    private static Site Create(int port) => Site.Create(
        ["--Reviews:Mail:Smtp:Host=127.0.0.1", $"--Reviews:Mail:Smtp:Port={port}", "--Reviews:Mail:Smtp:Security=None", "--Reviews:Mail:From=The Reviews <reviews@example.org>"]);
}
