using System.Net;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Members with roles, and who has none.</summary>
internal static class Staff
{
    /// <summary>Somebody new, signed in with a token, who is an editor.</summary>
    public static Task<HttpClient> EditorAsync(this Site site) => site.NewWithRoleAsync("editor");

    /// <summary>Somebody new, signed in with a token, who moderates.</summary>
    public static Task<HttpClient> ModeratorAsync(this Site site) => site.NewWithRoleAsync("moderator");

    /// <summary>A browser with script off, in which an editor is signed in.</summary>
    public static Task<PaperBrowser> EditorBrowserAsync(this Site site) => site.NewBrowserWithRoleAsync("editor");

    /// <summary>A browser with script off, in which a moderator is signed in.</summary>
    public static Task<PaperBrowser> ModeratorBrowserAsync(this Site site) => site.NewBrowserWithRoleAsync("moderator");

    /// <summary>Gives one role, and takes any other.</summary>
    public static async Task GiveRoleAsync(this Site site, string userId, string role)
    {
        using var operators = await site.OperatorAsync();
        using var given = await operators.PutJsonAsync($"/api/admin/users/{userId}/roles", $$"""{"roles":["{{role}}"]}""");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
    }

    /// <summary>
    /// A call with a body that is none: whoever is nobody gets 401, and a member without a role 403, before anything else is looked at.
    /// </summary>
    public static async Task RefusesOthersAsync(this Site site, HttpMethod method, string path)
    {
        using var visitor = site.Visitor();
        using var anonymous = await visitor.SendAsync(Calls.Json(method, path, "no json"), TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        using var member = await site.NewMemberAsync();
        using var forbidden = await member.SendAsync(Calls.Json(method, path, "no json"), TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
    }

    /// <summary>
    /// A page that a member without a role is not shown, neither asking for it nor sending it a form, and that leads a reader to the
    /// sign-in.
    /// </summary>
    public static async Task HidesPageAsync(this Site site, string path)
    {
        using var member = new PaperBrowser(site);
        await member.JoinAsync();
        await member.OpenAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        await member.SendAsync(path, [KeyValuePair.Create("reason", "Mine")], "same-origin");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        using var reader = new PaperBrowser(site);
        await reader.OpenAsync(path);
        Assert.StartsWith("/account/login", reader.Address, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> NewWithRoleAsync(this Site site, string role)
    {
        var member = await site.NewMemberAsync();
        await site.GiveRoleAsync(await member.IdAsync(), role);
        return member;
    }

    private static async Task<PaperBrowser> NewBrowserWithRoleAsync(this Site site, string role)
    {
        var browser = new PaperBrowser(site);
        var email = await browser.JoinAsync();
        using var member = await site.SignedInAsync(email);
        await site.GiveRoleAsync(await member.IdAsync(), role);
        return browser;
    }
}
