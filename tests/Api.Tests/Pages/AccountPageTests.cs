using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>Joining, signing in and out by the pages' forms.</summary>
public sealed class AccountPageTests(SharedSite shared)
{
    private const string SubmitButton = "main button";
    private const string SignOutButton = ".masthead form[method=post] button";

    [Fact]
    public async Task Register_SomebodyNew_SignsInAndLeadsBack()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync("/films/alien-1979");
        Assert.Equal("/films/alien-1979", browser.Address);
        Assert.StartsWith("Member ", browser.Text(".masthead-member"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Register_ReturnUrlElsewhere_LeadsHome(string returnUrl)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync(returnUrl);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("/", browser.Address);
    }

    [Fact]
    public async Task Register_WeakPassword_SaysWhyAndMakesNoAccount()
    {
        var email = Calls.NewEmail();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/register");
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", "weak"));
        Assert.Equal("Use at least 10 characters.", browser.Text(".field-error[data-valmsg-for='Input.Password']"));
        Assert.Equal(email, browser.Find("#Input_Email").GetAttribute("value"));
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.Equal("/", browser.Address);
    }

    [Fact]
    public async Task Register_EmailOfAnother_SaysSoOnce()
    {
        using var first = new PaperBrowser(shared.Site);
        var email = await first.JoinAsync();
        using var second = new PaperBrowser(shared.Site);
        await second.OpenAsync("/account/register");
        await second.PressAsync(SubmitButton, ("Input.Email", email.ToUpperInvariant()), ("Input.Password", Site.Password));
        Assert.Equal("There is already an account with this email. Sign in instead.", second.Text(".form-errors"));
    }

    [Fact]
    public async Task Register_NoEmailAddress_SaysSo()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/register");
        await browser.PressAsync(SubmitButton, ("Input.Email", "nobody"), ("Input.Password", Site.Password));
        Assert.Equal(
            "An email address needs an @ with something before and after it, such as ann@example.org.", browser.Text(
                ".field-error[data-valmsg-for='Input.Email']"));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Register_OverTheQuota_IsAPageOfStatus429ButTheFormIsShown()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RegistrationsPerHour=1"]);
        using var first = new PaperBrowser(site);
        await first.JoinAsync();
        using var second = new PaperBrowser(site);
        await second.JoinAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        Assert.Equal("One moment", second.Text("h1"));
        await second.OpenAsync("/account/register");
        Assert.Equal(HttpStatusCode.OK, second.Status);
    }

    [Fact]
    public async Task Login_RightAndWrongPassword_SignsInOrSaysSo()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login?returnUrl=%2Ffilms%2Falien-1979");
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", "Wrong-passw0rd"));
        Assert.Equal("Wrong email or password.", browser.Text(".form-errors"));
        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.Equal("/films/alien-1979", browser.Address);
    }

    [Fact]
    public async Task Login_WrongAgainAndAgain_LocksTheAccount()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login");
        for (var tries = 0; tries < 5; tries++)
        {
            await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", "Wrong-passw0rd"));
        }

        await browser.PressAsync(SubmitButton, ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.StartsWith("Too many failed attempts", browser.Text(".form-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_Pressed_EndsTheSession()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.PressAsync(SignOutButton);
        Assert.Null(browser.Page.QuerySelector(".masthead-member"));
        await browser.OpenAsync("/");
        Assert.Null(browser.Page.QuerySelector(".masthead-member"));
    }

    [Fact]
    public async Task Logout_ByALink_ChangesNothing()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/logout");
        Assert.NotNull(browser.Page.QuerySelector(".masthead-member"));
    }
}
