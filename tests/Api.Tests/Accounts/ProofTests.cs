using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Accounts;

/// <summary>A ticket alone, which may be stolen, neither opens nor closes an account: a proof of the last ten minutes does.</summary>
[Trait("Category", "Slow")]
public sealed class ProofTests(ProofTests.OwnSite own) : IClassFixture<ProofTests.OwnSite>
{
    private Site Site => own.Site;

    public static TheoryData<string, string, string> Acts => new()
    {
        { "POST", "/api/account/manage/2fa", """{"resetSharedKey":true}""" },
        { "POST", "/api/account/manage/2fa", """{"enable":false}""" },
        { "POST", "/api/account/manage/2fa", """{"resetRecoveryCodes":true}""" },
        { "POST", "/api/account/manage/info", """{"newEmail":"thief@example.com"}""" },
        { "POST", "/api/account/manage/info", $$"""{"oldPassword":"{{Site.Password}}","newPassword":"An0ther-password"}""" },
        { "DELETE", "/api/me", """{"confirm":"erase"}""" },
    };

    [Theory, MemberData(nameof(Acts))]
    public async Task Act_WithAnOldProof_Is403UntilThereIsAFreshOne(string method, string path, string body)
    {
        using var member = await Site.NewMemberAsync();
        Site.Clock.Advance(TimeSpan.FromMinutes(11));

        using (var refused = await SendAsync(member, method, path, body))
        {
            var problem = await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
            Assert.EndsWith("/fresh-proof", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        }

        using var wrong = await member.PostJsonAsync("/api/account/proof", """{"password":"Wr0ng-password"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, wrong);
        using var proved = await member.PostJsonAsync("/api/account/proof", JsonSerializer.Serialize(new { password = Site.Password }));
        Assert.Equal(HttpStatusCode.NoContent, proved.StatusCode);
        using var done = await SendAsync(member, method, path, body);
        Assert.True(done.IsSuccessStatusCode, $"{done.StatusCode}");
    }

    [Fact]
    public async Task Changes_TwoAtOnceWithAnOldProof_AreNeitherDone()
    {
        var email = Calls.NewEmail();
        using var member = await Site.NewMemberAsync(email);
        Site.Clock.Advance(TimeSpan.FromMinutes(11));

        using var refused = await member.PostJsonAsync("/api/account/manage/info", JsonSerializer.Serialize(
            new { oldPassword = Site.Password, newPassword = "An0ther-password", newEmail = Calls.NewEmail() }));

        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
        using var again = await Site.SignedInAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await again.AskAsync("/api/me")).StatusCode);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task CodeOfTheAuthenticator_WithAnOldProof_IsNotJudgedAndStaysGood(bool isRight)
    {
        using var member = await Site.NewMemberAsync();
        using var asked = await member.PostJsonAsync("/api/account/manage/2fa", "{}");
        var code = CodeNow((await asked.ReadJsonAsync()).GetProperty("sharedKey").GetString()!);
        var enabling = JsonSerializer.Serialize(new { enable = true, twoFactorCode = isRight ? code : Other(code) });
        Site.Clock.Advance(TimeSpan.FromMinutes(11));
        using var refused = await member.PostJsonAsync("/api/account/manage/2fa", enabling);
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
        Assert.EndsWith("/fresh-proof", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    private static string Other(string code) => (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];

    [Fact]
    public async Task KeyOfTheAuthenticator_ThatIsShown_IsToldOfAndNotShownOnceItIsOn()
    {
        var email = Calls.NewEmail();
        using var member = await Site.NewMemberAsync(email);
        using var asked = await member.PostJsonAsync("/api/account/manage/2fa", "{}");
        using var again = await member.PostJsonAsync("/api/account/manage/2fa", "{}");
        var key = (await again.ReadJsonAsync()).GetProperty("sharedKey").GetString()!;
        await Site.MailAsync(email, "Two-factor sign-in is being set up");

        using var enabled = await member.PostJsonAsync(
            "/api/account/manage/2fa", JsonSerializer.Serialize(new { enable = true, twoFactorCode = CodeNow(key) }));
        Assert.Equal("", (await enabled.ReadJsonAsync()).GetProperty("sharedKey").GetString());
        await Site.MailAsync(email, "Two-factor sign-in was turned on");
        Assert.Single(await Site.MailsAsync(email), mail => mail.Subject == "Two-factor sign-in is being set up");
    }

    [Fact]
    public async Task TwoFactor_TurnedOffWhereItWasNotOn_TellsNobody()
    {
        var email = Calls.NewEmail();
        using var member = await Site.NewMemberAsync(email);
        using var off = await member.PostJsonAsync("/api/account/manage/2fa", """{"enable":false}""");
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        using var changed = await member.PostJsonAsync(
            "/api/account/manage/info", JsonSerializer.Serialize(new { oldPassword = Site.Password, newPassword = "An0ther-password" }));
        await Site.MailAsync(email, "Your password was changed");   // letters come in their order
        Assert.DoesNotContain("Two-factor sign-in was turned off", (await Site.MailsAsync(email)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Refresh_OfAnOldSession_ProvesNothing()
    {
        using var client = Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email);
        using var login = await client.LogInAsync(email);
        var refresh = (await login.ReadJsonAsync()).GetProperty("refreshToken").GetString();
        Site.Clock.Advance(TimeSpan.FromMinutes(11));
        using var refreshed = await client.PostJsonAsync("/api/account/refresh", JsonSerializer.Serialize(new { refreshToken = refresh }));
        var access = (await refreshed.ReadJsonAsync()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {access}");

        using var refused = await SendAsync(client, "DELETE", "/api/me", """{"confirm":"erase"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
    }

    [Fact]
    public async Task KeyOfTheAuthenticator_WithAnOldProof_IsNotShown()
    {
        using var member = await Site.NewMemberAsync();
        using var fresh = await member.PostJsonAsync("/api/account/manage/2fa", "{}");
        Assert.NotEqual("", (await fresh.ReadJsonAsync()).GetProperty("sharedKey").GetString());
        Site.Clock.Advance(TimeSpan.FromMinutes(11));

        using var old = await member.PostJsonAsync("/api/account/manage/2fa", "{}");

        var status = await old.ReadJsonAsync();
        Assert.Equal("", status.GetProperty("sharedKey").GetString());
        Assert.False(status.GetProperty("isTwoFactorEnabled").GetBoolean());
    }

    [Fact]
    public async Task Passkey_PageWithAnOldProof_AsksForOneAndLeadsBack()
    {
        using var member = new PaperBrowser(Site);
        var email = await member.JoinAsync();
        Site.Clock.Advance(TimeSpan.FromMinutes(11));
        await member.OpenAsync("/account/settings/two-factor");
        await member.PressAsync("[data-part=start]");
        Assert.StartsWith("/account/proof?returnUrl=", member.Address, StringComparison.Ordinal);
        await member.PressAsync("main button", ("password", "Wr0ng-password"));
        Assert.Equal("That is not your password.", member.Text(".form-errors"));
        await member.PressAsync("main button", ("password", Site.Password));
        Assert.Equal("/account/settings/two-factor", member.Address);
        await member.PressAsync("[data-part=start]");
        Assert.NotNull(member.Page.QuerySelector("svg.qr-code path"));
        Assert.NotNull(email);
    }

    [Fact]
    public async Task TwoFactor_AsMicrosoftDocumentsIt_WorksInOneSession()
    {
        using var member = await Site.NewMemberAsync();
        using var asked = await member.PostJsonAsync("/api/account/manage/2fa", "{}");
        var key = (await asked.ReadJsonAsync()).GetProperty("sharedKey").GetString()!;

        using var enabled = await member.PostJsonAsync(
            "/api/account/manage/2fa", JsonSerializer.Serialize(new { enable = true, twoFactorCode = CodeNow(key) }));

        Assert.Equal(HttpStatusCode.OK, enabled.StatusCode);
        var answer = await enabled.ReadJsonAsync();
        Assert.True(answer.GetProperty("isTwoFactorEnabled").GetBoolean());
        Assert.Equal(10, answer.GetProperty("recoveryCodes").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await member.AskAsync("/api/me")).StatusCode);
        using var off = await member.PostJsonAsync("/api/account/manage/2fa", """{"enable":false}""");
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
    }

    [Fact]
    public async Task Password_WrongOldOnes_AreCounted()
    {
        using var member = await Site.NewMemberAsync();
        for (var times = 0; times < 5; times++)
        {
            using var wrong = await member.PostJsonAsync(
                "/api/account/manage/info", """{"oldPassword":"Wr0ng-password","newPassword":"An0ther-password"}""");
            await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, wrong);
        }

        using var right = await member.PostJsonAsync(
            "/api/account/manage/info", JsonSerializer.Serialize(new { oldPassword = Site.Password, newPassword = "An0ther-password" }));
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, right);
        Assert.True(problem.GetProperty("errors").TryGetProperty("LockedOut", out _));
    }

    private string CodeNow(string key) =>
        Authenticator.Code(key, (int)((Site.Clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds / 30));

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string body) =>
        client.SendAsync(Calls.Json(new HttpMethod(method), path, body), TestContext.Current.CancellationToken);

    /// <summary>A site whose clock is put forward.</summary>
    public sealed class OwnSite : SiteFixture;
}
