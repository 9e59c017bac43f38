namespace Browser.Tests.Site;

/// <summary>Where people make an account.</summary>
internal sealed class JoinPage(IPage page)
{
    public Task OpenAsync() => page.GotoAsync("/account/register");

    public async Task JoinAsync(string email, string password)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
    }
}

/// <summary>Where people sign in.</summary>
internal sealed class SignInPage(IPage page)
{
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 });

    public ILocator Email => page.GetByLabel("Email");

    public ILocator Password => page.GetByLabel("Password");

    /// <summary>For who has no account yet.</summary>
    public ILocator Join => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Join" });

    public ILocator Passkey => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" });

    /// <summary>Why a passkey or a password did not do, in words.</summary>
    public ILocator Refusal => page.Locator("main [role=alert]:visible").Filter(new() { HasNotText = "^$" });

    public Task OpenAsync() => page.GotoAsync("/account/login");

    public async Task SignInAsync(string email, string password)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}

/// <summary>A member's passkeys.</summary>
internal sealed class PasskeysPage(IPage page)
{
    /// <summary>The fields with the names of those that are there.</summary>
    public ILocator Names => page.Locator(".passkey").GetByLabel("Name");

    public ILocator Remove => page.GetByRole(AriaRole.Button, new() { Name = "Remove" });

    public Task OpenAsync() => page.GotoAsync("/account/settings/passkeys");

    public async Task AddAsync(string name)
    {
        await page.Locator("passkey-form").GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }
}

/// <summary>What stands above every page.</summary>
internal sealed class Masthead(IPage page)
{
    /// <summary>What opens the menu of whoever is signed in.</summary>
    public ILocator Menu => page.GetByRole(AriaRole.Banner).Locator("details.menu > summary");

    /// <summary>Signs out, by the form in the member's menu.</summary>
    public async Task SignOutAsync()
    {
        await Menu.ClickAsync();
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
    }
}
