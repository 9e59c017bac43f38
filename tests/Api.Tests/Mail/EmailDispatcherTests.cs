using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Mail;
using Reviews.Contracts.Mail;

namespace Reviews.Api.Tests.Mail;

/// <summary>The node's own letters wake its postman, and letters are read by the release after the one that posted them.</summary>
[Trait("Category", "Slow")]
public sealed class EmailDispatcherTests
{
    private static readonly EmailMessage Letter = new() { To = "ann@example.com", Subject = "A subject", Paragraphs = ["Dear Ann"] };

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With a clock that stands still it never looks by itself.</summary>
    [Fact]
    public async Task Post_WhileThePostmanSleeps_WakesIt()
    {
        await using var site = await StartAsync();
        using var dispatcher = NewDispatcher(site);
        await dispatcher.StartAsync(Ct);
        for (var letters = 1; letters <= 3; letters++)
        {
            await OutboxOf(site, dispatcher).PostAsync(Letter);
            await Eventually.GetAsync(() => FolderOf(site).Newest().Count, count => count == letters);
        }

        await dispatcher.StopAsync(Ct);
    }

    /// <summary>The node that posted it is gone, and rings nobody's bell.</summary>
    [Fact]
    public async Task Look_LetterOfAnotherNode_IsFoundHalfAMinuteLater()
    {
        await using var site = await StartAsync();
        using var dispatcher = NewDispatcher(site);
        await dispatcher.StartAsync(Ct);
        await OutboxOf(site, dispatcher).PostAsync(Letter);
        await Eventually.GetAsync(() => FolderOf(site).Newest().Count, count => count == 1);
        await Eventually.GetAsync(() => MeterOf(site).Waiting, waiting => waiting == 0);   // it has asked once more, and sleeps from now on

        using var gone = NewDispatcher(site);
        await OutboxOf(site, gone).PostAsync(Letter);
        await Clocked.GetAsync(_clock, EmailDispatcher.LookEvery, () => FolderOf(site).Newest().Count, count => count == 2);
        await dispatcher.StopAsync(Ct);
    }

    /// <summary>Junk senders go on writing to addresses that nobody has; a mail server that is set up wrongly says other things.</summary>
    [Fact]
    public async Task Send_ToAnAddressThatNobodyHas_IsGivenUpAfterAnHour()
    {
        await using var site = await StartAsync();
        _clock.SetUtcNow(site.Clock.GetUtcNow());
        var nobody = new NobodyHere();
        using var dispatcher = NewDispatcher(site, nobody);
        await dispatcher.StartAsync(Ct);
        var outbox = OutboxOf(site, dispatcher);
        await outbox.PostAsync(Letter);
        await Eventually.GetAsync(() => nobody.Tries, tries => tries > 0);
        Assert.Equal(1, MeterOf(site).Waiting);

        var posted = _clock.GetUtcNow();
        _clock.Advance(EmailDispatcher.GiveUpNobodyAfter);
        site.Clock.Pass(OutboxLimits.LongestPause);
        await Clocked.GetAsync(_clock, EmailDispatcher.LookEvery, () => MeterOf(site).Waiting, waiting => waiting == 0);
        Assert.InRange(_clock.GetUtcNow() - posted, EmailDispatcher.GiveUpNobodyAfter, EmailDispatcher.GiveUpAfter);
        await dispatcher.StopAsync(Ct);
    }

    private sealed class NobodyHere : IMailer
    {
        public int Tries { get; private set; }

        public Task SendAsync(MimeKit.MimeMessage message, CancellationToken cancellationToken)
        {
            Tries++;
            throw new MailKit.Net.Smtp.SmtpCommandException(
                MailKit.Net.Smtp.SmtpErrorCode.RecipientNotAccepted, MailKit.Net.Smtp.SmtpStatusCode.MailboxUnavailable, "Nobody here.");
        }
    }

    /// <summary>What stands here never changes: letters of it may wait in somebody's store.</summary>
    [Fact]
    public void Open_LetterOfThisRelease_IsReadAsItWasMeant()
    {
        const string kept = """
            {"letter":{"to":"ann@example.com","subject":"Für Ann","paragraphs":["One","Two"],"link":"https://example.org/?a=1&b=2"},
             "messageId":"0123@example.org","date":"2026-11-30T01:02:03+00:00","isDecoy":true}
            """;
        var provider = new EphemeralDataProtectionProvider();
        var bytes = provider.CreateProtector("letters").Protect(System.Text.Encoding.UTF8.GetBytes(kept));
        var open = new EmailSeal(provider).Open(new SealedEmail(Guid.NewGuid(), bytes), out var failure)!;
        Assert.Null(failure);
        Assert.Equal(("ann@example.com", "Für Ann"), (open.Letter.To, open.Letter.Subject));
        Assert.Equal("https://example.org/?a=1&b=2", open.Letter.Link);
        Assert.Equal(["One", "Two"], open.Letter.Paragraphs);
        Assert.Equal(("0123@example.org", true), (open.MessageId, open.IsDecoy));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero), open.Date);
    }

    [Fact]
    public void Close_Letter_IsOpenedAsItWas()
    {
        var seal = new EmailSeal(new EphemeralDataProtectionProvider());
        var posted = new QueuedEmail(Letter, "0123@example.org", DateTimeOffset.UnixEpoch, IsDecoy: false);
        var closed = seal.Close(Guid.NewGuid(), posted);
        Assert.InRange(closed.Bytes.Length, 1, OutboxLimits.MaxLength);
        Assert.DoesNotContain("ann@example.com", System.Text.Encoding.Latin1.GetString(closed.Bytes), StringComparison.Ordinal);
        var open = seal.Open(closed, out _)!;
        Assert.Equal((posted.MessageId, Letter.To, Letter.Subject), (open.MessageId, open.Letter.To, open.Letter.Subject));
        Assert.Null(new EmailSeal(new EphemeralDataProtectionProvider()).Open(closed, out var failure));
        Assert.NotNull(failure);
    }

    /// <summary>A site whose own postman has gone home.</summary>
    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        await site.App.Services.GetRequiredService<EmailDispatcher>().StopAsync(Ct);
        return site;
    }

    private static MailFolder FolderOf(Site site) => new(Path.Combine(site.Folder, "mail"), TimeProvider.System);

    private static EmailMeter MeterOf(Site site) => site.App.Services.GetRequiredService<EmailMeter>();

    private EmailDispatcher NewDispatcher(Site site, IMailer? mailer = null)
    {
        var services = site.App.Services;
        var sender = new EmailSender(
            mailer ?? FolderOf(site), services.GetRequiredService<MailOptions>(), _clock, NullLogger<EmailSender>.Instance);
        return new EmailDispatcher(
            site.Grains, services.GetRequiredService<EmailSeal>(), sender, MeterOf(site), _clock, NullLogger<EmailDispatcher>.Instance);
    }

    private Outbox OutboxOf(Site site, EmailDispatcher dispatcher)
    {
        var services = site.App.Services;
        return new Outbox(
            site.Grains, services.GetRequiredService<EmailSeal>(), services.GetRequiredService<MailOptions>(), dispatcher, _clock,
            NullLogger<Outbox>.Instance);
    }
}
