using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Platform;

/// <summary>Audit, health, the API's description, and quotas.</summary>
[Trait("Category", "Slow")]
public sealed class PlatformTests(SharedSite shared)
{
    [Fact]
    public async Task Audit_AfterVotesAndAWithdrawal_Agrees()
    {
        var filmId = await shared.NewFilmAsync();
        using var one = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        await one.VoteAsync(filmId, "4.5");
        await other.VoteAsync(filmId, "1");
        using var withdrawn = await other.DeleteAsync($"/api/films/{filmId}/ratings/me", TestContext.Current.CancellationToken);
        using var client = await shared.Site.OperatorAsync();
        var audit = await client.ReadAsync($"/api/admin/audit/{filmId}");
        Assert.True(audit.GetProperty("agrees").GetBoolean());
        Assert.Equal(audit.GetProperty("served").GetRawText(), audit.GetProperty("recounted").GetRawText());
        Assert.Equal((1, 2), (audit.GetProperty("recounted").GetProperty("count").GetInt32(), audit.GetProperty("ballots").GetInt32()));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_Running_Is200AndNotKept(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task OpenApi_Document_NamesEveryCall()
    {
        using var visitor = shared.Site.Visitor();
        var document = await visitor.ReadAsync("/openapi/v1.json");
        var paths = document.GetProperty("paths");
        (string Path, string Method)[] calls =
        [
            ("/api/account/register", "post"), ("/api/account/login", "post"), ("/api/account/refresh", "post"), (
                "/api/account/logout", "post"),
            ("/api/account/setup", "post"), ("/api/me", "get"), ("/api/me", "put"), ("/api/me/ratings", "get"),
            ("/api/users/{userId}", "get"),
            ("/api/films", "get"), ("/api/films/{filmId}", "get"), ("/api/films/{filmId}/rating", "get"), (
                "/api/films/{filmId}/rating/timeline", "get"),
            ("/api/films/{filmId}/ratings/me", "get"), ("/api/films/{filmId}/ratings/me", "put"), (
                "/api/films/{filmId}/ratings/me", "delete"),
            ("/api/ratings/method", "get"), ("/api/admin/films", "post"), ("/api/admin/audit/{filmId}", "get"), ("/health/live", "get"),
            ("/health/ready", "get"),
        ];
        foreach (var (path, method) in calls)
        {
            Assert.True(paths.TryGetProperty(path, out var item), path);
            Assert.True(item.TryGetProperty(method, out var call), $"{method} {path}");
            Assert.True(call.GetProperty("responses").TryGetProperty("default", out var refusal), path);
            Assert.True(refusal.GetProperty("content").TryGetProperty("application/problem+json", out _), path);
        }

        var body = paths.GetProperty("/api/films/{filmId}/ratings/me").GetProperty("put").GetProperty("requestBody").GetRawText();
        Assert.Contains("application/json", body, StringComparison.Ordinal);
        Assert.Contains("\"multipleOf\":0.5", body.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Document_SaysWhereListsMayLackSomethingAndWhatReadyAnswers()
    {
        using var visitor = shared.Site.Visitor();
        var schemas = (await visitor.ReadAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        foreach (var list in new[] { "FilmPage", "ArticlePage" })
            Assert.True(schemas.GetProperty(list).GetProperty("properties").TryGetProperty("incomplete", out _), list);
        var ready = schemas.GetProperty("ReadinessResponse").GetProperty("properties");
        Assert.True(ready.TryGetProperty("status", out _));
        Assert.Equal("array", ready.GetProperty("unreadable").GetProperty("type").GetString());
        var answer = await visitor.ReadAsync("/health/ready");
        Assert.Equal(("ready", 0), (answer.GetProperty("status").GetString(), answer.GetProperty("unreadable").GetArrayLength()));
    }

    [Fact]
    public async Task Quota_RequestsOfAnAddressUsedUp_IsProblem429ThatSaysWhen()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RequestsPerMinute=5"]);
        using var visitor = site.Visitor();
        for (var i = 0; i < 5; i++)
        {
            using var fine = await visitor.AskAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
        }

        using var refused = await visitor.AskAsync("/api/me");
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Quota_RegistrationsUsedUp_RefusesOnlyThose()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RegistrationsPerHour=1"]);
        using var visitor = site.Visitor();
        using var first = await visitor.RegisterAsync(Calls.NewEmail());
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await visitor.RegisterAsync(Calls.NewEmail());
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, second);
        using var read = await visitor.AskAsync("/api/films");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Quota_VotesOfAMemberUsedUp_IsProblem429ThatSaysWhen()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:VotesPerMinute=2"]);
        await site.ImportAsync("""[{ "title": "Alien", "releaseDate": "1979-05-25" }]""");
        using var member = await site.NewMemberAsync();
        await member.VoteAsync("alien-1979", "1");
        await member.VoteAsync("alien-1979", "2");
        using var refused = await member.PutJsonAsync("/api/films/alien-1979/ratings/me", """{"stars":3}""");
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(2, (await member.ReadAsync("/api/films/alien-1979/ratings/me")).GetProperty("stars").GetDouble());
    }

    [Fact]
    public async Task Quota_TurnedOff_RefusesNobody()
    {
        await using var site = await Site.StartAsync(
            ["--Reviews:Quotas:Enabled=false", "--Reviews:Quotas:RequestsPerMinute=1", "--Reviews:Quotas:RegistrationsPerHour=1"]);
        using var one = await site.NewMemberAsync();
        using var other = await site.NewMemberAsync();
        Assert.NotEqual((await one.ReadAsync("/api/me")).GetRawText(), (await other.ReadAsync("/api/me")).GetRawText());
    }
}
