using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.KeyRing;
using Reviews.Application.Mail;
using Reviews.Contracts.Mail;

namespace Reviews.Api.Tests.Mail;

/// <summary>A letter that was promised waits in the store, closed, until it is taken, and is told to be given up when it is not.</summary>
[Trait("Category", "Slow")]
public sealed class OutboxTests : IDisposable
{
    private const string ResetSubject = "Set a new password";
    private const string Forgot = "/api/account/forgotPassword";
    private const string Resend = "/api/account/resendConfirmationEmail";

    private readonly string _folder = Site.NewFolder();
    private readonly LogLines _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _log.Dispose();
    }

    [Fact]
    public async Task Post_NobodyTakesMail_WaitsClosedAndArrivesOnceSomebodyDoes()
    {
        var port = FreePorts.Take(1)[0];
        await using var site = await StartAsync(port);
        var email = await AskForResetAsync(site);
        await SaidAsync("Mail can't be sent.");

        var stored = Stored();
        Assert.Contains(email, stored, StringComparison.Ordinal);   // the account has it
        Assert.DoesNotContain(ResetSubject, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("/account/reset", stored, StringComparison.Ordinal);

        await using var receiver = new SmtpReceiver(port: port);
        site.LetPass(OutboxLimits.FirstPause);
        var mails = await Eventually.GetAsync(() => receiver.Mails, mails => mails.Any(mail => mail.Subject == ResetSubject));
        Assert.Equal(mails.Count, mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.All(mails, mail => Assert.EndsWith("@example.org", mail.MessageId, StringComparison.Ordinal));
        await SaidAsync("The mail server is answering again.");
        Assert.Single(_log.All, line => line.Message.StartsWith("Mail can't be sent.", StringComparison.Ordinal));
    }

    /// <summary>Somebody's letters are refused for ever: the others do not wait for them.</summary>
    [Fact]
    public async Task Post_OneIsRefused_OthersArriveAndItIsGivenUpAfterThreeDays()
    {
        const string nobody = "gone@example.com";
        await using var receiver = new SmtpReceiver(refuses: $"RCPT TO:<{nobody}>");
        await using var site = await StartAsync(receiver.Port);
        await AskForResetAsync(site, nobody);
        await SaidAsync($"The mail server refused an email: {ResetSubject}.");
        var other = await AskForResetAsync(site);
        await Eventually.GetAsync(() => receiver.Mails, mails => mails.Count == 2);
        Assert.All(receiver.Mails, mail => Assert.Equal(other, mail.To.Mailboxes.Single().Address));

        site.LetPass(EmailDispatcher.GiveUpAfter);
        await SaidAsync($"An email could not be sent and was dropped: {ResetSubject}.");
        await EmptiesAsync(site);
        Assert.DoesNotContain(_log.All, line => line.Message.Contains(nobody, StringComparison.Ordinal));
    }

    /// <summary>The store takes no more; what was sent is not sent each minute.</summary>
    [Fact]
    public async Task Send_LetterCanNotBeTakenOut_IsSentOnce()
    {
        await using var receiver = new SmtpReceiver();
        await using var site = await StartAsync(receiver.Port);
        site.GrainCalls.BeforeNext("IOutboxGrain.RemoveAsync", () => throw new IOException("No space left on device."));
        var email = await AskForResetAsync(site);
        await SaidAsync("The outbox is not answering");

        site.LetPass(OutboxLimits.LeaseTime);
        await EmptiesAsync(site);
        Assert.Equal(2, receiver.Mails.Count(mail => mail.To.Mailboxes.Single().Address == email));   // the confirmation, and the reset
        Assert.Equal(2, receiver.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Post_OutboxIsFull_Is503ForAllDoors()
    {
        await using var site = await StartAsync(FreePorts.Take(1)[0]);
        var box = site.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);
        await Task.WhenAll(Enumerable.Range(0, OutboxLimits.MaxWaiting).Select(_ => box.PostAsync(new SealedEmail(Guid.NewGuid(), [1]))));

        using var visitor = site.Visitor();
        using var refused = await visitor.PostJsonAsync(Forgot, """{"email":"nobody@example.com"}""");
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, refused);
        Assert.StartsWith("Too many emails are waiting to be sent", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(60, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        using var browser = new Pages.PaperBrowser(site);
        await browser.OpenAsync("/account/forgot");
        await browser.PressAsync("main button", ("Email", Calls.NewEmail()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        await SaidAsync($"An email could not be queued: {ResetSubject}.");
    }

    [Fact]
    public async Task Post_StoreIsAway_Is503()
    {
        await using var site = await StartAsync(FreePorts.Take(1)[0]);
        site.GrainCalls.BeforeNext("IOutboxGrain.PostAsync", () => throw new IOException("No space left on device."));
        using var visitor = site.Visitor();
        using var refused = await visitor.PostJsonAsync(Forgot, """{"email":"nobody@example.com"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, refused);
    }

    [Fact]
    public async Task Open_KeyFileIsLost_IsSaidAndTheLetterDroppedAfterThreeDays()
    {
        var port = FreePorts.Take(1)[0];
        await using (var site = await StartAsync(port)) await AskForResetAsync(site);
        File.Delete(Path.Combine(_folder, KeyFile.Name));

        await using var receiver = new SmtpReceiver(port: port);
        await using var without = await StartAsync(port);
        await SaidAsync("An email can't be decrypted with this node's keys");
        Assert.Equal(2, MeterOf(without).Waiting);
        without.LetPass(EmailDispatcher.GiveUpAfter);
        await SaidAsync("An email was dropped that no node could decrypt for three days");
        await EmptiesAsync(without);
        Assert.Empty(receiver.Taken);
    }

    /// <summary>
    /// Who asks can't tell by what it takes whether there is anybody to write to; and nobody is written to who is not there.
    /// </summary>
    [Theory]
    [InlineData(Forgot)]
    [InlineData(Resend)]
    public async Task Ask_KnownOrUnknownAddress_TakesTheSame(string door)
    {
        await using var site = await Site.StartAsync();
        var (known, unknown) = (Calls.NewEmail(), Calls.NewEmail());
        using var member = await site.NewMemberAsync(known);
        using var visitor = site.Visitor();
        var (some, none) = (await AskAsync(site, visitor, door, known), await AskAsync(site, visitor, door, unknown));

        Assert.Equal((200, some.Bytes), (none.Status, none.Bytes));
        Assert.Equal(CallsOf(some).Count, CallsOf(none).Count);
        Assert.Single(CallsOf(some), call => call == "IOutboxGrain.PostAsync");
        Assert.Single(CallsOf(none), call => call == "IOutboxGrain.PostAsync");
        await AskAsync(site, visitor, door, known);
        await Eventually.GetAsync(() => site.MailsAsync(known), mails => mails.Count == 3);   // letters go one after the other
        Assert.Empty(await site.MailsAsync(unknown));
    }

    [Fact]
    public async Task Resend_AddressIsConfirmed_WritesToNobody()
    {
        await using var site = await Site.StartAsync();
        using var browser = new Pages.PaperBrowser(site);
        var email = await browser.JoinAsync();
        await browser.OpenAsync((await site.MailAsync(email, "Confirm your email address")).Link());
        await browser.PressAsync("main button");
        using var visitor = site.Visitor();
        foreach (var door in new[] { Resend, Forgot }) Assert.Equal(200, (await AskAsync(site, visitor, door, email)).Status);
        await site.MailAsync(email, ResetSubject);
        Assert.Equal(2, (await site.MailsAsync(email)).Count);
    }

    private async Task<Site> StartAsync(int port) => await Site.StartAsync(
        SmtpReceiver.ArgumentsFor(port), _folder, app => app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log));

    /// <summary>Somebody new, who has asked for a new password and was told that it is on its way.</summary>
    private static async Task<string> AskForResetAsync(Site site, string? address = null)
    {
        var email = address ?? Calls.NewEmail();
        using var member = await site.NewMemberAsync(email);
        using var visitor = site.Visitor();
        Assert.Equal(200, (await AskAsync(site, visitor, Forgot, email)).Status);
        return email;
    }

    private static Task<CountedAnswer> AskAsync(Site site, HttpClient visitor, string door, string email) =>
        site.GrainCalls.SendAsync(visitor, Calls.Json(HttpMethod.Post, door, $$"""{"email":"{{email}}"}"""));

    private async Task SaidAsync(string beginning) => await Eventually.GetAsync(
        () => _log.All.Select(line => line.Message).ToArray(),
        said => said.Any(line => line.StartsWith(beginning, StringComparison.Ordinal)),
        $"the log says '{beginning}'");

    /// <summary>Waits until no letter waits, after there were some.</summary>
    private static async Task EmptiesAsync(Site site) =>
        await Eventually.GetAsync(() => MeterOf(site).Waiting, waiting => waiting == 0, "no letter waits");

    private static EmailMeter MeterOf(Site site) => site.App.Services.GetRequiredService<EmailMeter>();

    /// <summary>What a quota asks for beside depends on what it has left.</summary>
    private static IReadOnlyList<string> CallsOf(CountedAnswer answer) =>
        [.. answer.Calls.Where(call => !call.StartsWith("IQuotaGrain", StringComparison.Ordinal))];

    /// <summary>All that is in the store's files, as text in which words can be found.</summary>
    private string Stored()
    {
        var text = new StringBuilder();
        foreach (var path in Directory.GetFiles(_folder, "reviews.db*"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
