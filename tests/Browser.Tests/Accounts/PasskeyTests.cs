using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Accounts;

/// <summary>Passkeys, with the authenticator that Chromium has for tests.</summary>
public sealed class PasskeyTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Passkey_AddedToAnAccount_SignsInUntilItIsRemoved()
    {
        // Browsers have passkeys for names only, not for numbers.
        var window = await OpenAsync(new UriBuilder(site.Address) { Host = "localhost" }.Uri);
        window.Faults.Expect("400");   // the passkey that is gone
        window.Faults.Expect("No passkey");
        await window.JoinAsync();
        await window.Page.AddAuthenticatorAsync();
        var (passkeys, masthead, signIn) = (new PasskeysPage(window.Page), new Masthead(window.Page), new SignInPage(window.Page));

        await passkeys.OpenAsync();
        await passkeys.AddAsync("My phone");
        await Expect(passkeys.Names).ToHaveValueAsync("My phone");

        await masthead.SignOutAsync();
        await signIn.OpenAsync();
        await signIn.Passkey.ClickAsync();
        await Expect(masthead.Menu).ToBeVisibleAsync();

        await passkeys.OpenAsync();
        await passkeys.Remove.ClickAsync();
        await Expect(passkeys.Names).ToHaveCountAsync(0);
        await masthead.SignOutAsync();
        await signIn.OpenAsync();
        await signIn.Passkey.ClickAsync();
        await Expect(signIn.Refusal).ToBeVisibleAsync();
    }
}
