using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Members;

namespace Reviews.Api.Tests.Pages;

/// <summary>Two-factor sign-in from its set-up to the last recovery code.</summary>
public sealed class TwoFactorPageTests(SharedSite shared)
{
    private const string Settings = "/account/settings/two-factor";
    private const string SubmitButton = "main button";

    [Fact]
    public async Task SetUp_RightCode_AsksForACodeFromThenOn()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, key, _) = await SetUpAsync(member);
        using var browser = await StepOneAsync(email, "/films/alien-1979");
        Assert.StartsWith("/account/two-factor", browser.Address, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector(".masthead-member"));
        await browser.PressAsync(SubmitButton, ("code", "000000 x"));
        Assert.Equal("That code is wrong or has expired.", browser.Text(".form-errors"));
        var code = Authenticator.Code(key, ahead: 1);
        await browser.PressAsync(SubmitButton, ("code", code[..3] + " " + code[3..]));
        Assert.Equal("/films/alien-1979", browser.Address);
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
    }

    [Fact]
    public async Task RecoveryCodes_InTheAccount_AreHashesAndThoseOfAnEarlierVersionStillWork()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, _, codes) = await SetUpAsync(member);
        Assert.All(codes, code => Assert.Matches("^([2-9BCDFGHJKMNPQRTVWXY]{5}-){4}[2-9BCDFGHJKMNPQRTVWXY]{5}$", code));

        using var scope = shared.Site.App.Services.CreateScope();
        var members = scope.ServiceProvider.GetRequiredService<MemberManager>();
        var account = await members.FindByEmailAsync(email);
        Assert.Equal(10, account!.RecoveryCodes.Count);
        Assert.All(account.RecoveryCodes, kept => Assert.StartsWith("sha256:", kept, StringComparison.Ordinal));
        account.RecoveryCodes = ["ABCDE-FGHIJ"];
        Assert.True((await members.UpdateAsync(account)).Succeeded);

        using var browser = await StepOneAsync(email);
        await browser.PressAsync("[data-part=recover]", ("code", "abcde fghij"));
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
    }

    [Fact]
    public async Task SignIn_SameCodeTwice_IsRefusedTheSecondTime()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, key, _) = await SetUpAsync(member);
        var code = Authenticator.Code(key, ahead: 1);
        using var first = await StepOneAsync(email);
        await first.PressAsync(SubmitButton, ("code", code));
        Assert.NotNull(first.Page.QuerySelector(".masthead-member"));

        using var second = await StepOneAsync(email);
        await second.PressAsync(SubmitButton, ("code", code));

        Assert.Equal("That code is wrong or has expired.", second.Text(".form-errors"));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]   // another half minute may begin meanwhile
    public async Task SignIn_CodeOfAMinuteAgoOrAhead_IsRefused(int ahead)
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, key, _) = await SetUpAsync(member);
        using var browser = await StepOneAsync(email);
        await browser.PressAsync(SubmitButton, ("code", Authenticator.Code(key, ahead)));
        Assert.Equal("That code is wrong or has expired.", browser.Text(".form-errors"));
    }

    [Fact]
    public async Task SetUp_WrongCode_StaysOff()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=start]");
        Assert.NotNull(member.Page.QuerySelector("svg.qr-code path"));
        await member.PressAsync("[data-part=on]", ("code", ""));
        Assert.StartsWith("That code is wrong or has expired.", member.Text(".form-errors"), StringComparison.Ordinal);
        await member.OpenAsync("/account/settings");
        Assert.Contains("Off", member.Text(".settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ByRecoveryCode_WorksOnce()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, _, codes) = await SetUpAsync(member);
        Assert.Equal(10, codes.Distinct().Count());
        using (var first = await StepOneAsync(email))
        {
            await first.PressAsync("[data-part=recover]", ("code", $" {codes[3].ToLowerInvariant()} "));
            Assert.NotNull(first.Page.QuerySelector(".masthead-member"));
        }

        using var again = await StepOneAsync(email);
        await again.PressAsync("[data-part=recover]", ("code", codes[3]));
        Assert.Equal("That isn’t one of your recovery codes, or it has already been used.", again.Text(".form-errors"));
        await again.PressAsync("[data-part=recover]", ("code", codes[4]));
        Assert.NotNull(again.Page.QuerySelector(".masthead-member"));
        await again.OpenAsync("/account/settings");
        Assert.Contains("with 8 recovery codes left", again.Text(".settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewCodes_Made_ReplaceTheOld()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, _, old) = await SetUpAsync(member);
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=codes]");
        Assert.Empty(Codes(member).Intersect(old));
        using var browser = await StepOneAsync(email);
        await browser.PressAsync("[data-part=recover]", ("code", old[0]));
        Assert.NotEmpty(browser.Text(".form-errors"));
    }

    [Fact]
    public async Task SignIn_WrongCodesAgainAndAgain_StopsBothKinds()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, _, codes) = await SetUpAsync(member);
        using var browser = await StepOneAsync(email);
        for (var tries = 0; tries < 6; tries++) await browser.PressAsync(SubmitButton, ("code", "1"));
        Assert.StartsWith("Too many failed attempts", browser.Text(".form-errors"), StringComparison.Ordinal);
        await browser.PressAsync("[data-part=recover]", ("code", codes[0]));
        Assert.StartsWith("Too many failed attempts", browser.Text(".form-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondStep_WithoutTheFirst_LeadsToSignIn()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/two-factor?returnUrl=%2Ffilms%2Falien-1979");
        Assert.Equal("/account/login?ReturnUrl=%2Ffilms%2Falien-1979", browser.Address, ignoreCase: true);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task TurnedOff_AfterAFreshProof_AsksNoMoreAndForgetsTheKey()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, _, _) = await SetUpAsync(member);
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=off]");
        Assert.Equal("Two-factor sign-in is off.", member.Text(".notice"));
        using var browser = await StepOneAsync(email);
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
        await member.OpenAsync(Settings);
        Assert.NotNull(member.Page.QuerySelector("[data-part=start]"));
        await shared.Site.MailAsync(email, "Two-factor sign-in was turned off");
    }

    private static async Task SignInAgainAsync(PaperBrowser browser, string email)
    {
        browser.LoseSession();
        await browser.OpenAsync("/account/login");
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
    }

    /// <summary>Whoever let their browser be remembered before the owner took the account back has to give a code like anybody.</summary>
    [Fact]
    public async Task RememberedBrowser_AfterTheKeyWasChanged_IsAskedForACode()
    {
        using var member = new PaperBrowser(shared.Site);
        var (email, key, _) = await SetUpAsync(member);
        using var remembered = await StepOneAsync(email);
        await remembered.PressAsync(SubmitButton, ("code", Authenticator.Code(key, 1)), ("remember", "true"));
        Assert.NotNull(remembered.Page.QuerySelector(".masthead-member"));
        await SignInAgainAsync(remembered, email);
        Assert.NotNull(remembered.Page.QuerySelector(".masthead-member"));

        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=off]");
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=start]");
        await member.PressAsync("[data-part=on]", ("code", Authenticator.Code(member.Text("[data-part=key]"))));

        await SignInAgainAsync(remembered, email);
        Assert.StartsWith("/account/two-factor", remembered.Address, StringComparison.Ordinal);
    }

    private static async Task<(string Email, string Key, string[] Codes)> SetUpAsync(PaperBrowser member)
    {
        var email = await member.JoinAsync();
        await member.OpenAsync(Settings);
        await member.PressAsync("[data-part=start]");
        var key = member.Text("[data-part=key]");
        await member.PressAsync("[data-part=on]", ("code", Authenticator.Code(key)));
        return (email, key, Codes(member));
    }

    private static string[] Codes(PaperBrowser member) =>
        [.. member.Page.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)];

    private async Task<PaperBrowser> StepOneAsync(string email, string returnUrl = "/")
    {
        var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        return browser;
    }
}
