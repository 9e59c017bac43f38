using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Members.Suspension;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Who tries passwords learns nothing about who has an account, and stops nobody but themselves.</summary>
public sealed class SignInTests(SignInTests.ProxiedSite proxied, SignInTests.ConfirmingSite confirming)
    : IClassFixture<SignInTests.ProxiedSite>, IClassFixture<SignInTests.ConfirmingSite>
{
    private const string Wrong = "Wr0ng-password";

    private Site Site => proxied.Site;

    private Site Confirming => confirming.Site;

    [Fact]
    public async Task WrongPasswords_KnownAndUnknownAddress_AreAnsweredAlike()
    {
        var (known, unknown) = (await NewMemberAsync(), Calls.NewEmail());
        using var stranger = From("192.0.2.1");

        for (var times = 0; times <= SecretTries.AtOnePlace; times++)
            Assert.Equal(await AnswerAsync(stranger, known, Wrong), await AnswerAsync(stranger, unknown, Wrong));

        var (status, detail, wait) = await AnswerAsync(stranger, known, Wrong);
        Assert.Equal((HttpStatusCode.Unauthorized, "LockedOut", true), (status, detail, wait));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task WrongPassword_KnownAndUnknownAddress_CostsOneHashEach()
    {
        var hashes = new CountingHasher();
        await using var site = await Site.StartAsync(services: services => services.AddScoped<IPasswordHasher<Member>>(_ => hashes));
        var email = Calls.NewEmail();
        using var member = await site.NewMemberAsync(email);
        using var stranger = site.Visitor();

        foreach (var tried in (string[])[email, Calls.NewEmail()])
        {
            hashes.Count = 0;
            using var refused = await stranger.LogInAsync(tried, Wrong);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal(1, hashes.Count);
        }
    }

    [Fact]
    public async Task WrongPasswords_OfAStranger_StopNeitherAnotherAddressNorAKnownBrowser()
    {
        var email = await NewMemberAsync();
        using var browser = await KnownBrowserAsync(email, "192.0.2.2");
        using var stranger = From("192.0.2.3");
        await ExhaustAsync(stranger, email);
        Assert.Equal("LockedOut", (await AnswerAsync(stranger, email, Site.Password)).Detail);

        using var elsewhere = From("192.0.2.4");
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(elsewhere, email, Site.Password)).Status);

        // Even where the stranger has been: the browser is known, wherever it is.
        browser.DefaultRequestHeaders.Remove("X-Forwarded-For");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.3");
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(browser, email, Site.Password)).Status);
    }

    [Fact]
    public async Task WrongPasswords_FromVeryManyAddresses_StopUnknownPlacesOnly()
    {
        var email = await NewMemberAsync();
        using var browser = await KnownBrowserAsync(email, "192.0.2.5");
        for (var address = 0; address < SecretTries.Elsewhere / SecretTries.AtOnePlace; address++)
        {
            using var stranger = From($"198.51.100.{address}");
            await ExhaustAsync(stranger, email);
        }

        using var unknown = From("203.0.113.1");
        Assert.Equal("LockedOut", (await AnswerAsync(unknown, email, Site.Password)).Detail);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(browser, email, Site.Password)).Status);
        using var sameAddress = From("192.0.2.5");   // a program of the member's, with a session from there
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(sameAddress, email, Site.Password)).Status);
    }

    [Fact]
    public async Task RightPassword_AfterAFewWrongOnes_BeginsAnew()
    {
        var email = await NewMemberAsync();
        using var member = From("192.0.2.6");
        for (var round = 0; round < 3; round++)
        {
            for (var times = 1; times < SecretTries.AtOnePlace; times++) await AnswerAsync(member, email, Wrong);
            Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(member, email, Site.Password)).Status);
        }
    }

    [Fact]
    public async Task DeviceCookie_OfAnotherMember_IsAnUnknownPlace()
    {
        var (email, other) = (await NewMemberAsync(), await NewMemberAsync());
        using var browser = await KnownBrowserAsync(other, "192.0.2.7");
        await ExhaustAsync(browser, email);
        using var sameAddress = From("192.0.2.7");
        Assert.Equal("LockedOut", (await AnswerAsync(sameAddress, email, Site.Password)).Detail);
    }

    /// <summary>Whoever had the account before the owner took it back has no place of their own to guess from.</summary>
    [Fact]
    public async Task DeviceCookie_FromBeforeAReset_IsAnUnknownPlace()
    {
        var email = await NewMemberAsync();
        using var before = await KnownBrowserAsync(email, "192.0.2.9");
        using var owner = From("192.0.2.10");
        await ResetAsync(owner, email);

        await ExhaustAsync(before, email);

        using var sameAddress = From("192.0.2.9");
        Assert.Equal("LockedOut", (await AnswerAsync(sameAddress, email, "An0ther-password")).Detail);
    }

    /// <summary>Whoever forgets a password tries some first, and then resets it.</summary>
    [Fact]
    public async Task Reset_AfterTooManyWrongTries_LetsTheOwnerInAtOnce()
    {
        var email = await NewMemberAsync();
        using var owner = From("192.0.2.11");
        await ExhaustAsync(owner, email);
        Assert.Equal("LockedOut", (await AnswerAsync(owner, email, Site.Password)).Detail);
        await ResetAsync(owner, email);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(owner, email, "An0ther-password")).Status);
        using var sameAddress = From("192.0.2.11");
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(sameAddress, email, "An0ther-password")).Status);
    }

    [Fact]
    public async Task ConfirmedOnly_AddressOfAnErasedSuspendedMember_IsAnsweredLikeAFreeOne()
    {
        var (kept, free) = (Calls.NewEmail(), Calls.NewEmail());
        var addresses = Confirming.App.Services.GetRequiredService<SuspendedAddressBook>();
        await addresses.KeepAsync(kept.ToUpperInvariant(), 4711);
        using var visitor = Confirming.Visitor();

        using var first = await visitor.RegisterAsync(free);
        using var second = await visitor.RegisterAsync(kept);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(await BodyAsync(first), await BodyAsync(second));
        await Confirming.MailAsync(kept, "This address can't be used for an account now");
    }

    [Fact]
    public async Task Register_TakenAddress_WritesToItsOwner()
    {
        var email = await NewMemberAsync();
        using var stranger = From("192.0.2.8");
        using var refused = await stranger.RegisterAsync(email);
        await ProblemAssert.NamesAsync("DuplicateUserName", refused);
        var letter = await Site.MailAsync(email, "You already have an account");
        Assert.Contains("Nothing was changed", letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_TakenAddressByPage_WritesToItsOwner()
    {
        var email = await NewMemberAsync();
        using var stranger = new PaperBrowser(Site);
        await stranger.OpenAsync("/account/register");
        await stranger.PressAsync("main button", ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.Contains("There is already an account with this email", stranger.Text("main"), StringComparison.Ordinal);
        await Site.MailAsync(email, "You already have an account");
    }

    [Fact]
    public async Task ConfirmedOnly_Registration_AnswersAlikeAndSignsInAfterTheLink()
    {
        var email = Calls.NewEmail();
        using var visitor = Confirming.Visitor();
        using var free = await visitor.RegisterAsync(email);
        using var taken = await visitor.RegisterAsync(email, "An0ther-password");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (free.StatusCode, taken.StatusCode));
        Assert.Equal(await BodyAsync(free), await BodyAsync(taken));
        await Confirming.MailAsync(email, "You already have an account");

        // Nor is it told at sign-in, which whoever has just chosen the password could try.
        Assert.Equal("Failed", (await AnswerAsync(visitor, email, Site.Password)).Detail);
        Assert.Equal("Failed", (await AnswerAsync(visitor, email, Wrong)).Detail);

        using var browser = new PaperBrowser(Confirming);
        await browser.OpenAsync((await Confirming.MailAsync(email, "Confirm your email address")).Link());
        await browser.PressAsync("main button");
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(visitor, email, Site.Password)).Status);
    }

    [Fact]
    public async Task ConfirmedOnly_Pages_AnswerAlikeAndSayWhatIsNext()
    {
        using var first = new PaperBrowser(Confirming);
        var email = await first.JoinAsync();
        Assert.Equal("Check your email", first.Text("h1"));
        Assert.Null(first.Page.QuerySelector(".masthead-member"));
        using var second = new PaperBrowser(Confirming);
        await second.OpenAsync("/account/register");
        await second.PressAsync("main button", ("Input.Email", email), ("Input.Password", "An0ther-password"));
        Assert.Equal(first.Text("main"), second.Text("main"));

        await first.OpenAsync("/account/login");
        await first.PressAsync("main button", ("Input.Email", email), ("Input.Password", Site.Password));
        Assert.Contains("or your email isn't confirmed yet", first.Text(".form-errors"), StringComparison.Ordinal);
    }

    /// <summary>Sets <c>An0ther-password</c> by the link of a mail.</summary>
    private async Task ResetAsync(HttpClient owner, string email)
    {
        using var asked = await owner.PostJsonAsync("/api/account/forgotPassword", JsonSerializer.Serialize(new { email }));
        var link = (await Site.MailAsync(email, "Set a new password")).Link();
        var code = QueryHelpers.ParseQuery(link[link.IndexOf('?', StringComparison.Ordinal)..])["code"].ToString();
        using var reset = await owner.PostJsonAsync(
            "/api/account/resetPassword", JsonSerializer.Serialize(new { email, resetCode = code, newPassword = "An0ther-password" }));
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task ExhaustAsync(HttpClient client, string email)
    {
        for (var times = 0; times < SecretTries.AtOnePlace; times++) await AnswerAsync(client, email, Wrong);
    }

    /// <summary>What a sign-in is answered, as far as anybody could tell two answers from each other by it.</summary>
    private static async Task<(HttpStatusCode Status, string? Detail, bool Wait)> AnswerAsync(
        HttpClient client, string email, string password)
    {
        using var answer = await client.LogInAsync(email, password);
        if (answer.IsSuccessStatusCode) return (answer.StatusCode, null, false);
        return (answer.StatusCode, (await answer.ReadJsonAsync()).GetProperty("detail").GetString(), answer.Headers.RetryAfter is not null);
    }

    private async Task<string> NewMemberAsync()
    {
        var email = Calls.NewEmail();
        using var visitor = From("192.0.2.200");
        using var registered = await visitor.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        return email;
    }

    private async Task<HttpClient> KnownBrowserAsync(string email, string address)
    {
        var browser = From(address);
        using var answer = await browser.PostAsJsonAsync(
            "/api/account/login?useCookies=true", new { email, password = Site.Password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var device = answer.Headers.GetValues("Set-Cookie").Single(
            cookie => cookie.StartsWith(KnownDevices.CookieName, StringComparison.Ordinal));
        browser.DefaultRequestHeaders.Add("Cookie", device.Split(';')[0]);
        return browser;
    }

    private HttpClient From(string address)
    {
        var client = Site.Visitor();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    /// <summary>Identity's hasher, counting what takes the time.</summary>
    private sealed class CountingHasher : PasswordHasher<Member>
    {
        public int Count { get; set; }

        public override string HashPassword(Member user, string password)
        {
            Count++;
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
        {
            Count++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    /// <summary>A site behind a proxy, which says from where somebody comes.</summary>
    public sealed class ProxiedSite() : SiteFixture("--Reviews:Proxies:0=127.0.0.1");

    /// <summary>A site that lets nobody in whose e-mail is not confirmed.</summary>
    public sealed class ConfirmingSite() : SiteFixture("--Reviews:Accounts:ConfirmedOnly=true");
}
