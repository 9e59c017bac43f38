using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Mail;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Mail;

namespace Reviews.Api.Tests.Mail;

/// <summary>The node's own letters wake its postman, and letters are read by the release after the one that posted them.</summary>
public sealed class PostmanTests
{
    private static readonly Letter Letter = new() { To = "ann@example.com", Subject = "A subject", Paragraphs = ["Dear Ann"] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With a clock that stands still it never looks by itself.</summary>
    [Fact]
    public async Task Post_WhileThePostmanSleeps_WakesIt()
    {
        await using var site = await Site.StartAsync();
        var (services, clock) = (site.App.Services, new FakeTimeProvider());
        var folder = new MailFolder(Path.Combine(site.Folder, "own"), TimeProvider.System);
        var (seal, options) = (services.GetRequiredService<LetterSeal>(), services.GetRequiredService<MailOptions>());
        using var postman = new Postman(
            site.Grains, seal, new LetterSender(folder, options, clock), services.GetRequiredService<MailMeter>(), clock,
            NullLogger<Postman>.Instance);
        var outbox = new Outbox(site.Grains, seal, options, postman, clock, NullLogger<Outbox>.Instance);
        await postman.StartAsync(Ct);

        for (var letters = 1; letters <= 3; letters++)
        {
            await outbox.PostAsync(Letter);
            await Eventually.GetAsync(() => folder.Newest().Count, count => count == letters);
        }

        await postman.StopAsync(Ct);
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
        var open = new LetterSeal(provider).Open(new SealedLetter(Guid.NewGuid(), bytes), out var failure)!;
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
        var seal = new LetterSeal(new EphemeralDataProtectionProvider());
        var posted = new PostedLetter(Letter, "0123@example.org", DateTimeOffset.UnixEpoch, IsDecoy: false);
        var closed = seal.Close(Guid.NewGuid(), posted);
        Assert.InRange(closed.Bytes.Length, 1, OutboxLimits.MaxLength);
        Assert.DoesNotContain("ann@example.com", System.Text.Encoding.Latin1.GetString(closed.Bytes), StringComparison.Ordinal);
        var open = seal.Open(closed, out _)!;
        Assert.Equal((posted.MessageId, Letter.To, Letter.Subject), (open.MessageId, open.Letter.To, open.Letter.Subject));
        Assert.Null(new LetterSeal(new EphemeralDataProtectionProvider()).Open(closed, out var failure));
        Assert.NotNull(failure);
    }
}
