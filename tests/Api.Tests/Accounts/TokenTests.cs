using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Tokens: good ones work, all others are 401, and a new stamp ends the old ones at once.</summary>
public sealed class TokenTests(SharedSite shared)
{
    [Fact]
    public async Task Login_RightPassword_AnswersAsIdentityDocuments()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email);
        using var response = await client.LogInAsync(email);
        var tokens = await response.ReadJsonAsync();
        Assert.Equal("Bearer", tokens.GetProperty("tokenType").GetString());
        Assert.Equal(3_600, tokens.GetProperty("expiresIn").GetInt32());
        Assert.False(string.IsNullOrEmpty(tokens.GetProperty("accessToken").GetString()));
        Assert.False(string.IsNullOrEmpty(tokens.GetProperty("refreshToken").GetString()));
    }

    [Fact]
    public async Task Login_WrongPassword_IsProblem401()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email);
        using var wrong = await client.LogInAsync(email, "Wr0ng-password");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, wrong);
        using var nobody = await client.LogInAsync("nobody@example.com");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, nobody);
        using var overlong = await client.LogInAsync(new string('a', 5_000));
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, overlong);
    }

    [Fact]
    public async Task Login_FiveWrongPasswords_StopsWhoTriedThem()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await client.LogInAsync(email, "Wr0ng-password");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await client.LogInAsync(email);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, right);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Bearer CfDJ8NrAkSldwD9CpLRlzOtJ2tEiVfpnt")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Me_ForgedToken_IsProblem401(string authorization)
    {
        using var client = shared.Site.Visitor();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        using var read = await client.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, read);
        using var vote = await client.PutJsonAsync("/api/films/alien-1979/ratings/me", """{"stars":5}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, vote);
    }

    [Fact]
    public async Task Me_TokenWithOneCharacterChanged_IsProblem401()
    {
        using var member = await shared.Site.NewMemberAsync();
        var token = member.DefaultRequestHeaders.Authorization!.Parameter!.ToCharArray();
        token[^10] = token[^10] == 'a' ? 'b' : 'a';
        member.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new string(token));
        using var response = await member.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, response);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Token_OfAnotherSiteOrExpired_IsProblem401_AndSurvivesARestart()
    {
        var folder = Site.NewFolder();
        string token;
        await using (var first = await Site.StartAsync(folder: folder))
        {
            using var member = await first.NewMemberAsync("restart@example.com");
            token = member.DefaultRequestHeaders.Authorization!.Parameter!;
        }

        await using (var second = await Site.StartAsync(folder: folder))
        {
            Assert.Equal(HttpStatusCode.OK, await MeAsync(second, token));   // the keys are in the store
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(shared.Site, token));   // but not in another's
            second.Clock.Advance(TimeSpan.FromMinutes(61));
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(second, token));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Token_AfterAChangeOfPassword_IsDeadForReadsVotesAndRefresh()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        using var login = await client.LogInAsync(email);
        var refresh = (await login.ReadJsonAsync()).GetProperty("refreshToken").GetString();
        var filmId = await shared.NewFilmAsync();
        using var another = await shared.Site.SignedInAsync(email);
        using var changed = await another.PostJsonAsync(
            "/api/account/manage/info", $$"""{"oldPassword":"{{Site.Password}}","newPassword":"An0ther-password"}""");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var stays = await another.AskAsync("/api/me");   // whoever has just given the password is not asked for it again
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);

        using var me = await member.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, me);
        using var vote = await member.PutJsonAsync($"/api/films/{filmId}/ratings/me", """{"stars":5}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, vote);
        using var withdrawal = await member.DeleteAsync($"/api/films/{filmId}/ratings/me", TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, withdrawal);
        using var malformed = await member.PutJsonAsync("/api/films/nothing-here-1900/ratings/me", """{"stars":"x"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, malformed);
        using var refreshed = await client.PostJsonAsync("/api/account/refresh", JsonSerializer.Serialize(new { refreshToken = refresh }));
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, refreshed);
        using var manage = await member.AskAsync("/api/account/manage/info");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, manage);
        using var audit = await member.AskAsync("/api/admin/audit/alien-1979");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, audit);
    }

    [Fact]
    public async Task Refresh_GoodToken_GivesAnotherThatWorks()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var registered = await client.RegisterAsync(email);
        using var login = await client.LogInAsync(email);
        var refresh = (await login.ReadJsonAsync()).GetProperty("refreshToken").GetString();
        using var response = await client.PostJsonAsync("/api/account/refresh", JsonSerializer.Serialize(new { refreshToken = refresh }));
        Assert.Equal(
            HttpStatusCode.OK, await MeAsync(shared.Site, (await response.ReadJsonAsync()).GetProperty("accessToken").GetString()!));
    }

    [Fact]
    public async Task Hub_TokenInTheQuery_IsRead_AndElsewhereNot()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var client = shared.Site.Visitor();
        var token = Uri.EscapeDataString(member.DefaultRequestHeaders.Authorization!.Parameter!);
        using var negotiated = await client.PostAsync(
            $"/hubs/ratings/negotiate?negotiateVersion=1&access_token={token}", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
        Assert.False(string.IsNullOrEmpty((await negotiated.ReadJsonAsync()).GetProperty("connectionToken").GetString()));
        using var me = await client.AskAsync($"/api/me?access_token={token}");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, me);
    }

    private static async Task<HttpStatusCode> MeAsync(Site site, string token)
    {
        using var client = site.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.AskAsync("/api/me");
        return response.StatusCode;
    }
}
