using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Moderation;

/// <summary>Moderators exclude times and suspend members, by the API.</summary>
public sealed class ExclusionTests(SharedSite shared)
{
    private const string Window = """{"from":"2026-01-01T00:00:00Z","until":"2026-01-01T01:00:00Z","reason":"Bought votes."}""";

    [Fact]
    public async Task Exclude_TheLastDay_TakesItsVotesOutAndLiftingBringsThemBack()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        var before = (await member.VoteAsync(filmId, "4.5")).GetProperty("rating");
        var now = shared.Site.Clock.GetUtcNow();
        await Eventually.GetAsync(() => shared.Site.Clock.GetUtcNow(), time => time > now.AddSeconds(2));
        var window = $$"""{"from":"{{now.AddDays(-1):O}}","until":"{{now.AddSeconds(1):O}}","reason":"Bought votes."}""";
        var path = $"/api/moderation/films/{filmId}/exclusions";

        using var excluded = await moderator.PostJsonAsync(path, window);
        Assert.Equal(HttpStatusCode.OK, excluded.StatusCode);
        var document = await excluded.ReadJsonAsync();
        Assert.Equal(
            (true, 0), (document.GetProperty("excluded").GetBoolean(), document.GetProperty("rating").GetProperty("count").GetInt32()));
        var served = await member.ReadAsync($"/api/films/{filmId}/rating");
        Assert.Equal(0, served.GetProperty("count").GetInt32());
        Assert.True(served.GetProperty("version").GetInt64() > before.GetProperty("version").GetInt64());
        var mark = Assert.Single((await member.ReadAsync($"/api/films/{filmId}/rating/marks")).EnumerateArray());
        Assert.Equal(("excluded", 1), (mark.GetProperty("kind").GetString(), mark.GetProperty("votes").GetInt32()));
        Assert.Equal(4.5, (await member.ReadAsync($"/api/films/{filmId}/ratings/me")).GetProperty("stars").GetDouble());
        using var operators = await shared.Site.OperatorAsync();
        Assert.True((await operators.ReadAsync($"/api/admin/audit/{filmId}")).GetProperty("agrees").GetBoolean());
        using var again = await moderator.PostJsonAsync(path, window);
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, again);
        using var browser = new Pages.PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.StartsWith("Moderators excluded 1 rating from ", browser.Text(".timeline-notes li"), StringComparison.Ordinal);

        using var lifted = await moderator.DeleteJsonAsync(path, window);
        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        Assert.Equal(1, (await member.ReadAsync($"/api/films/{filmId}/rating")).GetProperty("count").GetInt32());
        using var twice = await moderator.DeleteJsonAsync(path, window);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, twice);
    }

    [Theory]
    [InlineData("""{"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z","reason":"x"}""", "until")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","until":"2026-01-01T00:00:00Z","reason":"x"}""", "until")]
    [InlineData("""{"from":"1969-12-31T00:00:00Z","until":"2026-01-01T00:00:00Z","reason":"x"}""", "until")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","until":"2199-01-01T00:00:00Z","reason":"x"}""", "until")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","reason":"x"}""", "until")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","until":"2026-01-01T01:00:00Z"}""", "reason")]
    public async Task Exclude_Malformed_NamesTheField(string json, string field)
    {
        using var moderator = await shared.Site.ModeratorAsync();
        using var answer = await moderator.PostJsonAsync("/api/moderation/films/alien-1979/exclusions", json);
        await ProblemAssert.NamesAsync(field, answer);
    }

    [Fact]
    public async Task Exclude_ByWhoMayNotOnNoFilmOrOfTheFuture_IsRefusedInOrder()
    {
        await shared.Site.RefusesOthersAsync(HttpMethod.Post, "/api/moderation/films/nothing-2000/exclusions");
        using var operators = await shared.Site.OperatorAsync();
        using var forbidden = await operators.PostJsonAsync("/api/moderation/films/nothing-2000/exclusions", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
        using var moderator = await shared.Site.ModeratorAsync();
        using var unknown = await moderator.PostJsonAsync("/api/moderation/films/nothing-2000/exclusions", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        using var malformed = await moderator.PostJsonAsync("/api/moderation/films/alien-1979/exclusions", """{"from":"yesterday"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, malformed);
        using var future = await moderator.PostJsonAsync(
            "/api/moderation/films/alien-1979/exclusions",
            """{"from":"2026-01-01T00:00:00Z","until":"2100-01-01T01:00:00Z","reason":"x"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, future);
    }

    [Fact]
    public async Task Exclude_MoreThanTwentyWindows_IsProblem422()
    {
        var filmId = await shared.NewFilmAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        for (var day = 1; day <= 20; day++)
        {
            using var taken = await moderator.PostJsonAsync(
                $"/api/moderation/films/{filmId}/exclusions", Window.Replace("2026-01-01", $"2026-01-{day:00}", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        using var refused = await moderator.PostJsonAsync(
            $"/api/moderation/films/{filmId}/exclusions", Window.Replace("2026-01-01", "2026-01-21", StringComparison.Ordinal));
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
    }

    [Fact]
    public async Task Suspend_Member_VotesLeaveAndComeBack()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        var path = $"/api/moderation/users/{await member.IdAsync()}/suspension";
        await member.VoteAsync(filmId, "5");

        using var suspended = await moderator.PutJsonAsync(path, """{"reason":"Fifty accounts."}""");
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        Assert.True((await suspended.ReadJsonAsync()).GetProperty("suspended").GetBoolean());
        await Eventually.GetAsync(
            () => moderator.ReadAsync($"/api/films/{filmId}/rating"), rating => rating.GetProperty("count").GetInt32() == 0);
        using var again = await moderator.PutJsonAsync(path, """{"reason":"Once more."}""");
        Assert.Equal("Fifty accounts.", (await again.ReadJsonAsync()).GetProperty("reason").GetString());

        using var lifted = await moderator.DeleteJsonAsync(path, """{"reason":"It was a school."}""");
        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        await Eventually.GetAsync(
            () => moderator.ReadAsync($"/api/films/{filmId}/rating"), rating => rating.GetProperty("count").GetInt32() == 1);
    }

    [Fact]
    public async Task Suspend_OneselfStaffOrNobody_IsRefused()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        using var other = await shared.Site.ModeratorAsync();
        foreach (var staff in new[] { await moderator.IdAsync(), await other.IdAsync() })
        {
            using var refused = await moderator.PutJsonAsync($"/api/moderation/users/{staff}/suspension", """{"reason":"A coup."}""");
            await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        }

        using var unknown = await moderator.PutJsonAsync(
            "/api/moderation/users/4611686018427387000/suspension", """{"reason":"Nobody."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        using var reason = await moderator.PutJsonAsync($"/api/moderation/users/{await other.IdAsync()}/suspension", "{}");
        await ProblemAssert.NamesAsync("reason", reason);
    }
}
