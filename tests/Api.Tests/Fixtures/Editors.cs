using System.Net;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Members with roles.</summary>
internal static class Editors
{
    /// <summary>Somebody new, signed in with a token, who is an editor.</summary>
    public static async Task<HttpClient> EditorAsync(this Site site)
    {
        var member = await site.NewMemberAsync();
        await site.GiveRoleAsync((await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!, "editor");
        return member;
    }

    /// <summary>A browser with script off, in which an editor is signed in.</summary>
    public static async Task<PaperBrowser> EditorBrowserAsync(this Site site)
    {
        var email = Calls.NewEmail();
        using var member = await site.NewMemberAsync(email);
        await site.GiveRoleAsync((await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!, "editor");
        var browser = new PaperBrowser(site);
        await browser.OpenAsync("/account/login");
        await browser.PressAsync("main button", ("Input.Email", email), ("Input.Password", Site.Password));
        return browser;
    }

    /// <summary>Gives one role, and takes any other.</summary>
    public static async Task GiveRoleAsync(this Site site, string userId, string role)
    {
        using var operators = await site.OperatorAsync();
        using var given = await operators.PutJsonAsync($"/api/admin/users/{userId}/roles", $$"""{"roles":["{{role}}"]}""");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
    }
}
