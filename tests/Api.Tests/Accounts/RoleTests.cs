using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Operators give and take roles, by the API and by the page.</summary>
public sealed class RoleTests(SharedSite shared)
{
    private const string Nobody = "/api/admin/users/4611686018427387000/roles";

    [Fact]
    public async Task Put_Roles_CountAtOnceForAStandingToken()
    {
        using var operators = await shared.Site.OperatorAsync();
        using var member = await shared.Site.NewMemberAsync();
        var path = $"/api/admin/users/{await member.IdAsync()}/roles";
        using var given = await operators.PutJsonAsync(path, """{"roles":["operator","editor","editor"]}""");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal(["editor", "operator"], RolesIn(await given.ReadJsonAsync()));
        Assert.Equal(["editor", "operator"], RolesIn(await member.ReadAsync("/api/me")));
        using var audit = await member.AskAsync("/api/admin/audit/nothing-here-1900");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, audit);   // and not 403

        using var taken = await operators.PutJsonAsync(path, """{"roles":[]}""");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var refused = await member.AskAsync("/api/admin/audit/nothing-here-1900");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
    }

    [Fact]
    public async Task SignOut_OfAMemberByAnOperator_EndsAllTheirSessions()
    {
        using var operators = await shared.Site.OperatorAsync();
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        using var browser = await shared.Site.BrowserAsync(email);

        using var ended = await operators.DeleteAsync(
            $"/api/admin/users/{await member.IdAsync()}/sessions", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.AskAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.AskAsync("/api/me")).StatusCode);
        using var again = await shared.Site.SignedInAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await again.AskAsync("/api/me")).StatusCode);
        using var nobody = await operators.DeleteAsync(
            Nobody.Replace("roles", "sessions", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, nobody);
    }

    [Fact]
    public async Task Page_SignOut_EndsTheMembersSessions()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        using var browser = await OperatorAsync();
        await browser.OpenAsync($"/account/roles?member={email}");

        await browser.PressAsync("[data-part=sign-out]");

        Assert.EndsWith("has been signed out everywhere.", browser.Text(".notice"), StringComparison.Ordinal);
        await member.OpenAsync("/account/settings");
        Assert.StartsWith("/account/login", member.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhoMayNot_IsRefusedInOrder()
    {
        using var visitor = shared.Site.Visitor();
        using var anonymous = await visitor.PutJsonAsync(Nobody, "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        using var member = await shared.Site.NewMemberAsync();
        using var forbidden = await member.PutJsonAsync(Nobody, "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
        using var operators = await shared.Site.OperatorAsync();
        using var unknown = await operators.PutJsonAsync(Nobody, "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
    }

    [Theory]
    [InlineData("""{"roles":["king"]}""")]
    [InlineData("""{"roles":["Editor"]}""")]
    [InlineData("""{"roles":[null]}""")]
    [InlineData("""{"roles":null}""")]
    [InlineData("{}")]
    [InlineData("no json")]
    public async Task Put_Malformed_IsProblem400(string body)
    {
        using var operators = await shared.Site.OperatorAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var response = await operators.PutJsonAsync($"/api/admin/users/{await member.IdAsync()}/roles", body);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task Put_OwnRoleAway_IsProblem422()
    {
        using var operators = await shared.Site.OperatorAsync();
        var path = $"/api/admin/users/{await operators.IdAsync()}/roles";
        using var refused = await operators.PutJsonAsync(path, """{"roles":["editor"]}""");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("operator", RolesIn(await operators.ReadAsync("/api/me")));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task FirstOperator_Replaced_LeavesASiteThatNeedsNoSetUp()
    {
        var folder = Site.NewFolder();
        const string email = "successor@example.com";
        await using (var site = await Site.StartAsync(folder: folder))
        {
            using var first = await site.OperatorAsync();
            using var successor = await site.NewMemberAsync(email);
            using var made = await first.PutJsonAsync($"/api/admin/users/{await successor.IdAsync()}/roles", """{"roles":["operator"]}""");
            Assert.Equal(HttpStatusCode.OK, made.StatusCode);
            using var unmade = await successor.PutJsonAsync($"/api/admin/users/{await first.IdAsync()}/roles", """{"roles":[]}""");
            Assert.Equal(HttpStatusCode.OK, unmade.StatusCode);
        }

        await using (var restarted = await Site.StartAsync(["--Reviews:Operator:Email=", "--Reviews:Operator:Password="], folder))
        {
            await Eventually.GetAsync(() => restarted.Output, output => output.Contains("is ready", StringComparison.Ordinal));
            Assert.DoesNotContain("/account/setup", restarted.Output, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Page_ByEmailNameAndId_FindsTheMemberAndGivesARole()
    {
        using var member = await shared.Site.NewMemberAsync();
        var name = Guid.NewGuid().ToString("N");
        using var named = await member.PutJsonAsync("/api/me", $$"""{"displayName":"{{name}}"}""");
        var me = await member.ReadAsync("/api/me");
        using var browser = await OperatorAsync();
        foreach (var sought in new[] { me.GetProperty("userId").GetString()!, me.GetProperty("email")
            .GetString()!, name.ToUpperInvariant() })
        {
            await browser.OpenAsync($"/account/roles?member={Uri.EscapeDataString(sought)}");
            Assert.Equal(name, browser.Text("main h2"));
        }

        await browser.PressAsync("[data-part=save]", ("roles", "moderator"));
        Assert.Equal($"{name} is now moderator.", browser.Text(".notice"));
        Assert.NotNull(browser.Page.QuerySelector("input[value=moderator][checked]"));
        Assert.Equal(["moderator"], RolesIn(await member.ReadAsync("/api/me")));
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("12345")]
    [InlineData("<b>")]
    public async Task Page_UnknownMember_SaysSo(string sought)
    {
        using var browser = await OperatorAsync();
        await browser.OpenAsync($"/account/roles?member={Uri.EscapeDataString(sought)}");
        Assert.StartsWith("No member found.", browser.Text("main [role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForAMember_IsStatus403AndForAReaderSignIn()
    {
        using var member = new PaperBrowser(shared.Site);
        await member.JoinAsync();
        await member.OpenAsync("/account/roles");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        using var reader = new PaperBrowser(shared.Site);
        await reader.OpenAsync("/account/roles");
        Assert.StartsWith("/account/login", reader.Address, StringComparison.Ordinal);
    }


    private static IEnumerable<string?> RolesIn(System.Text.Json.JsonElement document) =>
        document.GetProperty("roles").EnumerateArray().Select(role => role.GetString());

    private async Task<PaperBrowser> OperatorAsync()
    {
        var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/account/login");
        await browser.PressAsync("main button", ("Input.Email", Site.OperatorEmail), ("Input.Password", Site.Password));
        return browser;
    }
}
