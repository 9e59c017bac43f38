namespace Browser.Tests.Site;

/// <summary>Where people make an account.</summary>
internal sealed class JoinPage(IPage page)
{
    public Task OpenAsync() => page.GotoAsync("/account/register");

    public async Task JoinAsync(string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
    }
}

/// <summary>Where people sign in.</summary>
internal sealed class SignInPage(IPage page)
{
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 });

    /// <summary>For who has no account yet.</summary>
    public ILocator Join => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Join" });

    public Task OpenAsync() => page.GotoAsync("/account/login");

    public async Task SignInAsync(string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}

/// <summary>What stands above every page.</summary>
internal sealed class Masthead(IPage page)
{
    /// <summary>The member's menu, shut.</summary>
    public ILocator Menu => page.GetByRole(AriaRole.Banner).Locator("details.menu > summary");

    public ILocator SignIn => page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Sign in" });

    /// <summary>Behind the member's name.</summary>
    public ILocator SignOut => page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Sign out" });

    /// <summary>Signs out, by the form in the member's menu.</summary>
    public async Task SignOutAsync()
    {
        await Menu.ClickAsync();
        await SignOut.ClickAsync();
    }
}
