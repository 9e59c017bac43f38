using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>Passkeys, with an authenticator in software where the page's script would ask the browser's.</summary>
public sealed class PasskeyPageTests(SharedSite shared)
{
    private const string Settings = "/account/settings/passkeys";

    [Fact]
    public async Task Added_SignsInWithoutAPassword()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "  My <phone> ");
        Assert.StartsWith("Passkey added", member.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal("My <phone>", member.Find(".passkey input[name=name]").GetAttribute("value"));
        var name = member.Text(".masthead-member");

        for (var times = 0; times < 2; times++)
        {
            using var browser = new PaperBrowser(shared.Site);
            await SignInAsync(browser, key.Sign, "/films/alien-1979");
            Assert.Equal("/films/alien-1979", browser.Address);
            Assert.Equal(name, browser.Text(".masthead-member"));
        }
    }

    [Fact]
    public async Task SignIn_ByACloneThatFellBehind_IsRefused()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "Key");
        using var first = new PaperBrowser(shared.Site);
        await SignInAsync(first, key.Sign);
        Assert.NotNull(first.Page.QuerySelector(".masthead-member"));
        key.Uses--;
        await AssertRefusedAsync(key.Sign);
    }

    [Fact]
    public async Task SignIn_AnswerToAnotherQuestion_IsRefused()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "Key");
        using var other = new PaperBrowser(shared.Site);
        var asked = await AskAsync(other, "/account/login", "PasskeyOptions");
        await AssertRefusedAsync(_ => key.Sign(asked));
    }

    [Fact]
    public async Task SignIn_SameAnswerTwice_IsRefusedTheSecondTime()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "Key");
        using var browser = new PaperBrowser(shared.Site);
        var answer = key.Sign(await AskAsync(browser, "/account/login", "PasskeyOptions"));
        await browser.OpenAsync("/account/login");
        var form = browser.Cookies.Select(cookie => new Cookie(cookie.Name, cookie.Value)).ToArray();   // as a thief would copy them
        await browser.PressAsync("passkey-form button", ("credential", answer));
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));

        using var thief = new PaperBrowser(shared.Site);
        thief.Take(form);
        await thief.OpenAsync("/account/login");
        await thief.PressAsync("passkey-form button", ("credential", answer));

        Assert.StartsWith("That didn’t work", thief.Text(".form-errors"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"id\":\"AA\"}")]
    [InlineData("no json")]
    public async Task SignIn_Malformed_IsRefused(string credential) => await AssertRefusedAsync(_ => credential);

    [Fact]
    public async Task SignIn_NothingWasAsked_IsRefused()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login");
        await browser.PressAsync("passkey-form button", ("credential", "{}"));
        Assert.StartsWith("That didn’t work", browser.Text(".form-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ByAKeyOfNobody_IsRefused()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "Key");
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=remove]");
        Assert.StartsWith("Passkey removed", member.Text(".notice"), StringComparison.Ordinal);
        Assert.Null(member.Page.QuerySelector(".passkey"));
        await AssertRefusedAsync(key.Sign);
    }

    [Fact]
    public async Task Renamed_KeepsTheKey()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var key = await AddAsync(member, "");
        Assert.Equal("Passkey", member.Find(".passkey input[name=name]").GetAttribute("value"));
        await member.PressAsync("[data-part=rename]", ("name", "Laptop"));
        Assert.Equal("Laptop", member.Find(".passkey input[name=name]").GetAttribute("value"));
        await member.PressAsync("[data-part=rename]", ("name", new string('x', 41)));
        Assert.NotEmpty(member.Text(".form-errors"));
        using var browser = new PaperBrowser(shared.Site);
        await SignInAsync(browser, key.Sign);
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
    }

    [Fact]
    public async Task Add_MoreThanAnAccountTakes_IsRefused()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        await member.OpenAsync(Settings);
        var token = Token(member);
        for (var i = 0; i < 10; i++) await AddAsync(member, $"Key {i}");
        Assert.Null(member.Page.QuerySelector("passkey-form"));
        await member.SendAsync(Settings + "?handler=Add", [token, new("credential", "{}")]);
        Assert.StartsWith("You’ve reached the maximum number of passkeys", member.Text(".form-errors"), StringComparison.Ordinal);
        Assert.Equal(10, member.Page.QuerySelectorAll(".passkey").Length);
    }

    [Fact]
    public async Task Add_AnswerOfAnotherMember_IsRefused()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        using var other = new PaperBrowser(shared.Site);
        await other.JoinAsync();
        var answer = new SecurityKey(other.Origin).Create(await AskAsync(other, Settings, "Options"));
        await AskAsync(member, Settings, "Options");
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=add]", ("credential", answer));
        Assert.StartsWith("The passkey couldn’t be added", member.Text(".form-errors"), StringComparison.Ordinal);
    }

    /// <summary>The id is whatever an authenticator says: a stolen session could put a key of its own under the member's.</summary>
    [Fact]
    public async Task Add_AnotherKeyUnderTheIdOfMine_IsRefusedAndMineSignsIn()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        var mine = await AddAsync(member, "Mine");
        var planted = new SecurityKey(member.Origin, mine);
        var answer = planted.Create(await AskAsync(member, Settings, "Options"));
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=add]", ("credential", answer));
        Assert.StartsWith("The passkey couldn’t be added", member.Text(".form-errors"), StringComparison.Ordinal);
        await AssertRefusedAsync(planted.Sign);
        using var browser = new PaperBrowser(shared.Site);
        await SignInAsync(browser, mine.Sign);
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
    }

    private static async Task<SecurityKey> AddAsync(PaperBrowser member, string name)
    {
        var key = new SecurityKey(member.Origin);
        var credential = key.Create(await AskAsync(member, Settings, "Options"));
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=add]", ("credential", credential), ("name", name));
        return key;
    }

    private async Task AssertRefusedAsync(Func<string, string> answer)
    {
        using var browser = new PaperBrowser(shared.Site);
        await SignInAsync(browser, answer);
        Assert.StartsWith("That didn’t work", browser.Text(".form-errors"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector(".masthead-member"));
    }

    private static async Task SignInAsync(PaperBrowser browser, Func<string, string> answer, string returnUrl = "/")
    {
        var options = await AskAsync(browser, "/account/login", "PasskeyOptions");
        await browser.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.PressAsync("passkey-form button", ("credential", answer(options)));
    }

    /// <summary>What the script would fetch.</summary>
    private static async Task<string> AskAsync(PaperBrowser browser, string path, string handler)
    {
        await browser.OpenAsync(path);
        await browser.SendAsync($"{path}?handler={handler}", [Token(browser)]);
        return browser.Page.Body!.TextContent;
    }

    private static KeyValuePair<string, string> Token(PaperBrowser browser) =>
        new("__RequestVerificationToken", browser.Find("main input[name=__RequestVerificationToken]").GetAttribute("value")!);
}
