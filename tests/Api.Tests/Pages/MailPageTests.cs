using System.Net;
using System.Net.Http.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>Mails and the links in them: confirming, changing, resetting.</summary>
[Trait("Category", "Slow")]
public sealed class MailPageTests(SharedSite shared)
{
    private const string SubmitButton = "main button";
    private const string ConfirmSubject = "Confirm your email address";
    private const string ResetSubject = "Set a new password";
    private const string NewPassword = "An0ther-password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_NewMember_ConfirmsByTheMail()
    {
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        await browser.OpenAsync("/account/settings");
        Assert.NotNull(browser.Page.QuerySelector(".settings-open"));

        var link = (await shared.Site.MailAsync(email, ConfirmSubject)).Link();
        Assert.StartsWith("/account/confirm?", link, StringComparison.Ordinal);
        using var anywhere = new PaperBrowser(shared.Site);
        await anywhere.OpenAsync(link);
        await anywhere.PressAsync(SubmitButton);
        Assert.Equal("Thank you. Your email is confirmed.", anywhere.Text("main [role=status]"));
        await browser.OpenAsync("/account/settings");
        Assert.Null(browser.Page.QuerySelector(".settings-open"));
    }

    [Fact]
    public async Task Register_ByTheApi_SendsALinkToThePage()
    {
        using var visitor = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await visitor.RegisterAsync(email);
        Assert.StartsWith(
            "/account/confirm?userId=", (await shared.Site.MailAsync(email, ConfirmSubject)).Link(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?userId=1&code=x")]
    [InlineData("?userId=abc&code=%00&changedEmail=a%40example.com")]
    public async Task Confirm_BadLink_SaysOneSentence(string query)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/confirm" + query);
        await browser.PressAsync(SubmitButton);
        Assert.Equal("This link has expired or has already been used. Request a new one.", browser.Text(".form-errors"));
    }

    [Fact]
    public async Task Forgot_KnownAndUnknownAddress_SaysTheSameAndWritesToOne()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        var unknown = Calls.NewEmail();
        var said = new List<string>();
        foreach (var address in new[] { unknown, email })
        {
            using var browser = new PaperBrowser(shared.Site);
            await browser.OpenAsync("/account/forgot");
            await browser.PressAsync(SubmitButton, ("Email", address));
            said.Add(browser.Text("main"));
        }

        Assert.Equal(said[0], said[1]);
        await shared.Site.MailAsync(email, ResetSubject);
        Assert.Empty(await shared.Site.MailsAsync(unknown));
    }

    [Fact]
    public async Task Reset_ByTheLink_SetsThePasswordOnceAndSignsOutEverywhere()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/forgot");
        await browser.PressAsync(SubmitButton, ("Email", email));
        var link = (await shared.Site.MailAsync(email, ResetSubject)).Link();

        await browser.OpenAsync(link);
        await browser.PressAsync(SubmitButton, ("Password", "weak"));
        Assert.Equal("Use at least 10 characters.", browser.Text(".field-error[data-valmsg-for='Password']"));
        await browser.PressAsync(SubmitButton, ("Password", NewPassword));
        Assert.Equal("Your password has been changed, and you’ve been signed out everywhere.", browser.Text("main [role=status]"));
        await shared.Site.MailAsync(email, "Your password was reset");

        await member.OpenAsync("/account/settings");
        Assert.StartsWith("/account/login", member.Address, StringComparison.Ordinal);
        await browser.OpenAsync(link);
        await browser.PressAsync(SubmitButton, ("Password", "Y3t-another-one"));
        Assert.Equal("This link has expired or has already been used. Request a new one.", browser.Text(".form-errors"));
        using var api = shared.Site.Visitor();
        using var login = await api.LogInAsync(email, NewPassword);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact]
    public async Task Reset_UnknownAddress_SaysWhatABadLinkSays()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/reset?email=nobody%40example.com&code=abc");
        await browser.PressAsync(SubmitButton, ("Password", NewPassword));
        Assert.Equal("This link has expired or has already been used. Request a new one.", browser.Text(".form-errors"));
    }

    [Fact]
    public async Task Forgot_ByTheApi_SendsACodeThatTheApiTakes()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        await member.OpenAsync((await shared.Site.MailAsync(email, ConfirmSubject)).Link());
        await member.PressAsync(SubmitButton);
        using var api = shared.Site.Visitor();
        using var asked = await api.PostJsonAsync("/api/account/forgotPassword", $$"""{"email":"{{email}}"}""");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var mail = await shared.Site.MailAsync(email, ResetSubject);
        var resetCode = mail.TextBody!.Split("enter this one: ")[1].Trim();
        using var reset = await api.PostAsJsonAsync("/api/account/resetPassword", new { email, resetCode, newPassword = NewPassword }, Ct);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
    }

    [Fact]
    public async Task Forgot_OverTheQuota_IsAPageOfStatus429ButTheFormIsShown()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:MailsPerHour=1"]);
        using var browser = new PaperBrowser(site);
        for (var i = 0; i < 2; i++)
        {
            await browser.OpenAsync("/account/forgot");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            await browser.PressAsync(SubmitButton, ("Email", Calls.NewEmail()));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Fact]
    public async Task MailPage_FromThisMachine_ShowsTheNewest()
    {
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        await shared.Site.MailAsync(email, ConfirmSubject);
        await browser.OpenAsync("/account/mail");
        Assert.Contains(email, browser.Text("main"), StringComparison.Ordinal);
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".letter a[href*='/account/confirm']"));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "reviews.example.org")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Forwarded-Port", "443")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    [InlineData("True-Client-IP", "203.0.113.7")]
    [InlineData("X-Original-Host", "reviews.example.org")]
    [InlineData("CDN-Loop", "cloud")]
    [InlineData("X-Scheme", "https")]
    [InlineData("Tailscale-User-Login", "ann@example.org")]
    [InlineData("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678")]
    public async Task MailPage_AskedFromElsewhere_IsNotThere(string header, string value)
    {
        using var visitor = shared.Site.Visitor();
        visitor.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var response = await visitor.AskAsync("/account/mail");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task MailPage_NobodyAskedFor_IsNotThere()
    {
        await using var site = await Site.StartAsync(["--Reviews:Mail:ShowHere=false"]);
        using var browser = new PaperBrowser(site);
        await browser.OpenAsync("/account/mail");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task MailPage_WithAMailServer_IsNotThere()
    {
        await using var site = await Site.StartAsync(["--Reviews:Mail:Smtp:Host=127.0.0.1"]);
        using var browser = new PaperBrowser(site);
        await browser.OpenAsync("/account/mail");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }
}
