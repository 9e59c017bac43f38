using System.Net;
using System.Net.Http.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Addresses in any script, and what becomes of those that can't be had.</summary>
public sealed class EmailAddressTests(SharedSite shared)
{
    private const string InUseSubject = "You already have an account";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_AddressInAnotherScript_IsOneAccountAndGetsMail()
    {
        var local = "дмитрий" + Guid.NewGuid().ToString("N");
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/register");
        await browser.PressAsync("main button", ("Input.Email", $"{local}@почта.рф"), ("Input.Password", Site.Password));
        Assert.Equal("/", browser.Address);
        await shared.Site.MailAsync($"{local}@почта.рф", "Confirm your email address");

        using var client = shared.Site.Visitor();
        using var again = await client.RegisterAsync($"{local.ToUpperInvariant()}@xn--80a1acny.xn--p1ai");
        await ProblemAssert.NamesAsync("DuplicateUserName", again);
        using var login = await client.LogInAsync($"{local}@ПОЧТА.рф");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Theory]
    [InlineData("a@b", "not a complete domain")]
    [InlineData("ann@[127.0.0.1]", "IP address")]
    [InlineData("a..b@example.org", "dot")]
    public async Task Address_ThatNothingCanBeSentTo_IsRefusedWithTheReasonByEveryDoor(string address, string word)
    {
        using var client = shared.Site.Visitor();
        using var registered = await client.RegisterAsync(address);
        await ProblemAssert.NamesAsync("InvalidEmail", registered);
        Assert.Contains(word, await registered.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        using var member = await shared.Site.SignedInAsync(email);
        using var changed = await member.PostAsJsonAsync("/api/account/manage/info", new { newEmail = address }, Ct);
        await ProblemAssert.NamesAsync("InvalidEmail", changed);
        Assert.Contains(word, await changed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await browser.OpenAsync("/account/settings/email");
        await browser.PressAsync("[data-part=change]", ("Input.Email", address));
        Assert.Contains(word, browser.Text(".field-error[data-valmsg-for='Input.Email']"), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Change_ToATakenAddress_TellsItsOwner(bool byPage)
    {
        using var owner = new PaperBrowser(shared.Site);
        var taken = await owner.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        if (byPage)
        {
            await browser.OpenAsync("/account/settings/email");
            await browser.PressAsync("[data-part=change]", ("Input.Email", taken.ToUpperInvariant()));
        }
        else
        {
            using var member = await shared.Site.SignedInAsync(email);
            using var asked = await member.PostAsJsonAsync("/api/account/manage/info", new { newEmail = taken.ToUpperInvariant() }, Ct);
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }

        var letter = await shared.Site.MailAsync(taken, InUseSubject);
        Assert.Contains("tried to use this address for another account", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(await shared.Site.MailsAsync(taken), mail => mail.Subject == "Confirm your new email address");
    }
}
