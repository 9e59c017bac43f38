using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Application.Members;

namespace Reviews.Api.Tests.Accounts;

/// <summary>The rules for passwords, which are the same by every door.</summary>
public sealed class PasswordTests(SharedSite shared)
{
    private const string Common = "qwertyuiop";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("only small letters")]
    [InlineData("映画が大好きな人です")]
    public async Task Register_LongAndOfAnyCharacters_SignsIn(string password)
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        using var login = await client.LogInAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact]
    public async Task Register_LongerThanAnybodyTypes_IsRefused()
    {
        using var client = shared.Site.Visitor();
        using var longest = await client.RegisterAsync(Calls.NewEmail(), string.Concat(Enumerable.Repeat("🎬", 128)));
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        using var longer = await client.RegisterAsync(Calls.NewEmail(), new string('x', 129));
        await ProblemAssert.NamesAsync("PasswordTooLong", longer);
    }

    [Fact]
    public async Task Login_InAnotherFormOfTheSameText_IsTheSamePassword()
    {
        const string password = "Ångström und Größe";
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email, password.Normalize(NormalizationForm.FormD));
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD })
        {
            using var login = await client.LogInAsync(email, password.Normalize(form));
            Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        }
    }

    [Fact]
    public async Task Login_WithAHashOfAnEarlierVersion_StillSignsInAndIsHashedAnew()
    {
        var password = "Ångström und Größe".Normalize(NormalizationForm.FormD);   // as it was typed, and hashed
        var email = Calls.NewEmail();
        using var client = shared.Site.Visitor();
        using var registered = await client.RegisterAsync(email);
        await using var scope = shared.Site.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = (await members.FindByEmailAsync(email))!;
        var earlier = new PasswordHasher<Member>(scope.ServiceProvider.GetRequiredService<IOptions<PasswordHasherOptions>>());
        member.PasswordHash = earlier.HashPassword(member, password);
        Assert.True((await members.UpdateAsync(member)).Succeeded);

        using var wrong = await client.LogInAsync(email, password + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var login = await client.LogInAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);

        using var composed = await client.LogInAsync(email, password.Normalize(NormalizationForm.FormC));
        Assert.Equal(HttpStatusCode.OK, composed.StatusCode);   // which the old hash did not know
    }

    [Fact]
    public async Task Change_ToACommonOne_IsRefusedByPageAndApi()
    {
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/password");
        await browser.PressAsync("main button", ("Input.Current", Site.Password), ("Input.New", Common));
        Assert.StartsWith(
            "Many people use this password", browser.Text(".field-error[data-valmsg-for='Input.New']"), StringComparison.Ordinal);

        using var member = await shared.Site.SignedInAsync(email);
        using var changed = await member.PostAsJsonAsync(
            "/api/account/manage/info", new { newPassword = Common, oldPassword = Site.Password }, Ct);
        await ProblemAssert.NamesAsync("PasswordTooCommon", changed);
    }

    [Fact]
    public async Task Reset_ToTheEmail_IsRefusedAndLosesNothing()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/forgot");
        await browser.PressAsync("main button", ("Email", email));
        await browser.OpenAsync((await shared.Site.MailAsync(email, "Set a new password")).Link());
        await browser.PressAsync("main button", ("Password", email));
        Assert.Equal("Don't use your email as your password.", browser.Text(".field-error[data-valmsg-for='Password']"));
        await browser.PressAsync("main button", ("Password", "another password"));
        Assert.NotNull(browser.Page.QuerySelector("main [role=status]"));
    }

    [Theory]
    [InlineData("/account/register")]
    [InlineData("/account/login")]
    [InlineData("/account/reset?email=a%40example.com&code=x")]
    public async Task Form_WithAPassword_HasTheElementThatShowsIt(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        var field = browser.Find("input[type=password]").Id;
        Assert.Equal(field, browser.Find("show-password").GetAttribute("for"));
    }
}
