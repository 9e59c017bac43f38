namespace Browser.Tests.Fixtures;

/// <summary>The authenticator that Chromium has for tests.</summary>
internal static class SecurityKeys
{
    /// <summary>Gives a tab one, which answers at once and knows its owner.</summary>
    public static async Task AddAuthenticatorAsync(this IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }
}
