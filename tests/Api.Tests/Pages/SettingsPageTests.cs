using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Mail;

namespace Reviews.Api.Tests.Pages;

/// <summary>A member's own settings, by the pages' forms.</summary>
public sealed class SettingsPageTests(SharedSite shared)
{
    private const string SubmitButton = "main button";
    private const string NewPassword = "An0ther-password";

    [Theory]
    [InlineData("/account/settings")]
    [InlineData("/account/settings/name")]
    [InlineData("/account/settings/email")]
    [InlineData("/account/settings/password")]
    [InlineData("/account/settings/two-factor")]
    [InlineData("/account/settings/passkeys")]
    [InlineData("/account/settings/import")]
    [InlineData("/account/settings/erase")]
    public async Task Get_SignedOut_LeadsToSignInAndBack(string path)
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.StartsWith("/account/login?returnUrl=", browser.Address, StringComparison.Ordinal);
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.Equal(path, browser.Address);
    }

    [Fact]
    public async Task Name_Chosen_IsShownAtOnceAndEncoded()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        var name = $"<b>{Guid.NewGuid():N}"[..30];
        await browser.OpenAsync("/account/settings/name");
        await browser.PressAsync(SubmitButton, ("name", $"  {name} "));
        Assert.Equal("/account/settings", browser.Address);
        Assert.Equal("Your name has been saved.", browser.Text(".notice"));
        Assert.Equal(name, browser.Text(".masthead-member"));
        Assert.Null(browser.Page.QuerySelector(".masthead-member b"));
        await browser.OpenAsync("/account/settings");
        Assert.Null(browser.Page.QuerySelector(".notice"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("a\u0007b")]
    [InlineData("a name that goes on and on for more than forty characters")]
    [InlineData("Member 0815")]
    public async Task Name_Unfit_IsRefusedAndKeepsTheOld(string name)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/name");
        await browser.PressAsync(SubmitButton, ("name", name));
        Assert.NotEmpty(browser.Text("#name-error"));
        Assert.StartsWith("Member ", browser.Text(".masthead-member"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_OfAnother_IsTaken()
    {
        var name = Guid.NewGuid().ToString("N");
        foreach (var (form, said) in new[] { (name, ".notice"), (name.ToUpperInvariant(), "#name-error") })
        {
            using var browser = new PaperBrowser(shared.Site);
            await browser.JoinAsync();
            await browser.OpenAsync("/account/settings/name");
            await browser.PressAsync(SubmitButton, ("name", form));
            Assert.Equal(
                said == ".notice" ? "Your name has been saved." : "That name is taken, or looks like one that is.", browser.Text(said));
        }
    }

    [Fact]
    public async Task Password_Changed_KeepsThisBrowserAndEndsTheOthers()
    {
        using var here = new PaperBrowser(shared.Site);
        var email = await here.JoinAsync();
        using var elsewhere = await SignedInAsync(email);
        using var program = await shared.Site.SignedInAsync(email);

        await here.OpenAsync("/account/settings/password");
        await here.PressAsync(SubmitButton, ("Input.Current", "Wrong-passw0rd"), ("Input.New", NewPassword));
        Assert.Equal("That is not your password.", here.Text(".form-errors"));
        await here.PressAsync(SubmitButton, ("Input.Current", Site.Password), ("Input.New", NewPassword));
        Assert.Equal("/account/settings", here.Address);

        await elsewhere.OpenAsync("/account/settings");
        Assert.StartsWith("/account/login", elsewhere.Address, StringComparison.Ordinal);
        using var me = await program.AskAsync("/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
        await shared.Site.MailAsync(email, "Your password was changed");
    }

    [Fact]
    public async Task Password_WrongAgainAndAgain_SlowsDownWhoTries()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/password");
        for (var tries = 0; tries <= SecretTries.AtOnePlace; tries++)
            await browser.PressAsync(SubmitButton, ("Input.Current", "Wrong-passw0rd"), ("Input.New", NewPassword));
        Assert.StartsWith("Too many failed attempts", browser.Text(".form-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOutEverywhere_Pressed_LeavesThisBrowserAlone()
    {
        using var here = new PaperBrowser(shared.Site);
        var email = await here.JoinAsync();
        using var elsewhere = await SignedInAsync(email);
        await here.OpenAsync("/account/settings");
        await here.PressAsync("[data-part=sign-out-everywhere]");
        Assert.Equal("All other browsers and apps have been signed out.", here.Text(".notice"));
        await elsewhere.OpenAsync("/account/settings");
        Assert.StartsWith("/account/login", elsewhere.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Email_Changed_TakesTheLinkToTheNewAddress()
    {
        using var browser = new PaperBrowser(shared.Site);
        var (old, wanted) = (await browser.JoinAsync(), Calls.NewEmail());
        await ChangeAsync(browser, wanted);
        Assert.StartsWith("We’ve sent a link to", browser.Text(".notice"), StringComparison.Ordinal);
        Assert.Contains(old, browser.Text(".settings"), StringComparison.Ordinal);

        await browser.OpenAsync((await shared.Site.MailAsync(wanted, "Confirm your new email address")).Link());
        await browser.PressAsync(SubmitButton);
        Assert.Equal("Thank you. Your email is confirmed. Use it to sign in from now on.", browser.Text("main [role=status]"));
        await browser.OpenAsync("/account/settings");
        Assert.Contains(wanted, browser.Text(".settings"), StringComparison.Ordinal);
        await shared.Site.MailAsync(old, "Your email address was changed");
        using var again = await SignedInAsync(wanted);
        Assert.NotNull(again.Page.QuerySelector(".masthead-member"));
    }

    [Fact]
    public async Task Email_OfAnotherAccount_SaysTheSameAndTellsTheOther()
    {
        using var other = new PaperBrowser(shared.Site);
        var taken = await other.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await ChangeAsync(browser, taken);
        Assert.StartsWith("We’ve sent a link to", browser.Text(".notice"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "/account/confirm", (await shared.Site.MailAsync(taken, "You already have an account")).TextBody, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Email_ServerRefusesTheMail_IsOnItsWayUntilItIsTaken()
    {
        await using var receiver = new Mail.SmtpReceiver(refuses: "RCPT");
        await using var site = await Site.StartAsync(Mail.SmtpReceiver.ArgumentsFor(receiver.Port));
        using var browser = new PaperBrowser(site);
        await browser.JoinAsync();
        var wanted = Calls.NewEmail();
        await ChangeAsync(browser, wanted);
        Assert.StartsWith("We’ve sent a link to " + wanted, browser.Text(".notice"), StringComparison.Ordinal);
        Assert.Empty(receiver.Taken);

        receiver.Refuses = null;
        site.LetPass(OutboxLimits.FirstPause);
        await Eventually.GetAsync(() => receiver.Mails, mails => mails.Any(mail => mail.To.Mailboxes.Any(box => box.Address == wanted)));
    }

    private static async Task ChangeAsync(PaperBrowser browser, string wanted)
    {
        await browser.OpenAsync("/account/settings/email");
        await browser.PressAsync("[data-part=change]", ("Input.Email", wanted));
    }

    private async Task<PaperBrowser> SignedInAsync(string email)
    {
        var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login");
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        return browser;
    }
}
