using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Moderation;

/// <summary>Reports, the queue, decisions and their log, by the API.</summary>
[Trait("Category", "Slow")]
public sealed class ReportTests(SharedSite shared)
{
    [Fact]
    public async Task Report_ThenHideThenRestore_ReadersSeeItAtOnceAndTheLogSaysWhy()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var reader = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        var reviewId = await author.ReviewAsync(filmId);
        using var reported = await reader.PostJsonAsync(
            $"/api/films/{filmId}/reviews/{reviewId}/reports", """{"reason":" It is rude. "}""");
        Assert.Equal(HttpStatusCode.Accepted, reported.StatusCode);

        var item = await moderator.QueuedAsync(filmId);
        Assert.Equal(("reported", reviewId, 1), (Text(item, "kind"), Text(item, "reviewId"), item.GetProperty("reports").GetInt32()));
        Assert.Equal("It is rude.", Text(item.GetProperty("reasons")[0], "reason"));
        Assert.Equal("A fine film, and a sad one.", Text(item.GetProperty("review"), "body"));
        var decide = $"/api/moderation/reports/{Text(item, "reportId")}/decision";
        using var hidden = await moderator.PostJsonAsync(decide, """{"action":"hide","reason":"Rude indeed."}""");
        Assert.Equal(HttpStatusCode.OK, hidden.StatusCode);
        using var gone = await reader.AskAsync($"/api/films/{filmId}/reviews/{reviewId}");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, gone);
        Assert.Equal("hidden", Text(await author.ReadAsync($"/api/films/{filmId}/reviews/me"), "state"));
        using var twice = await moderator.PostJsonAsync(decide, """{"action":"dismiss","reason":"Fine."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, twice);

        using var restored = await moderator.PostJsonAsync(decide, """{"action":"restore","reason":"A mistake."}""");
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.Equal("Quiet horror", Text(await reader.ReadAsync($"/api/films/{filmId}/reviews/{reviewId}"), "title"));
        var log = (await moderator.ReadAsync("/api/moderation/log")).GetProperty("items").EnumerateArray()
            .Where(line => Text(line, "filmId") == filmId).ToArray();
        Assert.Equal(
            [("restore", "A mistake."), ("hide", "Rude indeed.")], log.Select(line => (Text(line, "action"), Text(line, "reason"))));
        Assert.All(log, line => Assert.NotNull(Text(line, "moderatorId")));
    }

    [Fact]
    public async Task Report_OwnReviewUnknownReviewOrHidden_IsRefused()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        var reviewId = await author.ReviewAsync(filmId);
        using var visitor = shared.Site.Visitor();
        using var nobody = await visitor.PostJsonAsync($"/api/films/{filmId}/reviews/{reviewId}/reports", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, nobody);
        using var own = await author.PostJsonAsync($"/api/films/{filmId}/reviews/{reviewId}/reports", """{"reason":"Mine."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, own);
        foreach (var path in new[] { $"/api/films/{filmId}/reviews/99/reports", $"/api/films/{filmId}/reviews/x/reports",
            "/api/films/nothing-2000/reviews/99/reports" })
        {
            using var unknown = await author.PostJsonAsync(path, """{"reason":"Nothing there."}""");
            await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":"   "}""")]
    [InlineData("""{"reason":"a\u0000b"}""")]
    [InlineData("LONG")]
    public async Task Report_NoReason_NamesTheField(string json)
    {
        if (json == "LONG") json = $$"""{"reason":"{{new string('x', 501)}}"}""";
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var reader = await shared.Site.NewMemberAsync();
        using var answer = await reader.PostJsonAsync($"/api/films/{filmId}/reviews/{await author.ReviewAsync(filmId)}/reports", json);
        await ProblemAssert.NamesAsync("reason", answer);
    }

    [Fact]
    public async Task Moderation_ForWhoMayNot_IsRefusedInOrder()
    {
        foreach (var path in new[] { "/api/moderation/queue", "/api/moderation/log" })
            await shared.Site.RefusesOthersAsync(HttpMethod.Get, path);
        await shared.Site.RefusesOthersAsync(HttpMethod.Post, "/api/moderation/reports/1/decision");
        await shared.Site.RefusesOthersAsync(HttpMethod.Put, "/api/moderation/users/1/suspension");
        await shared.Site.RefusesOthersAsync(HttpMethod.Delete, "/api/moderation/users/1/suspension");
    }

    [Fact]
    public async Task Decide_Malformed_IsNamed()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        using var unknown = await moderator.PostJsonAsync(
            "/api/moderation/reports/999999/decision", """{"action":"hide","reason":"Rude."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        using var action = await moderator.PostJsonAsync("/api/moderation/reports/1/decision", """{"action":"ban","reason":"Rude."}""");
        await ProblemAssert.NamesAsync("action", action);
        using var reason = await moderator.PostJsonAsync("/api/moderation/reports/1/decision", """{"action":"hide"}""");
        await ProblemAssert.NamesAsync("reason", reason);
        using var cursor = await moderator.AskAsync("/api/moderation/log?cursor=last");
        await ProblemAssert.NamesAsync("cursor", cursor);
    }

    [Fact]
    public async Task Reports_OverTheQuota_Are429WithRetryAfter()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:ReportsPerHour=2", "--Reviews:Quotas:ReviewsPerHour=3"]);
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        using var author = await site.NewMemberAsync();
        using var reader = await site.NewMemberAsync();
        var path = $"/api/films/alien-1979/reviews/{await author.ReviewAsync("alien-1979")}/reports";
        for (var report = 0; report < 2; report++)
        {
            using var taken = await reader.PostJsonAsync(path, """{"reason":"Rude."}""");
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        using var refused = await reader.PostJsonAsync(path, """{"reason":"Rude."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);

        await author.ReviewAsync("alien-1979");
        await author.ReviewAsync("alien-1979");
        using var tooOften = await author.PutJsonAsync("/api/films/alien-1979/reviews/me", """{"title":"T","body":"Ten characters."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, tooOften);
    }

    [Fact]
    public async Task FirstReviews_WhereTheyWait_AreShownOnceAModeratorSaysSo()
    {
        await using var site = await Site.StartAsync(["--Reviews:Moderation:FirstReviewsWait=1"]);
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"},{"title":"Zodiac","releaseDate":"2007-03-02"}]""");
        using var author = await site.NewMemberAsync();
        using var moderator = await site.ModeratorAsync();
        var reviewId = await author.ReviewAsync("alien-1979");
        Assert.Equal("pending", Text(await author.ReadAsync("/api/films/alien-1979/reviews/me"), "state"));
        Assert.Empty((await moderator.ReadAsync("/api/films/alien-1979/reviews")).GetProperty("items").EnumerateArray());

        var item = Assert.Single((await moderator.ReadAsync("/api/moderation/queue")).GetProperty("items").EnumerateArray());
        Assert.Equal(("firstReview", reviewId), (Text(item, "kind"), Text(item, "reviewId")));
        using var shown = await moderator.PostJsonAsync(
            $"/api/moderation/reports/{Text(item, "reportId")}/decision", """{"action":"dismiss","reason":"Fine."}""");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Single((await moderator.ReadAsync("/api/films/alien-1979/reviews")).GetProperty("items").EnumerateArray());

        using var suspended = await site.NewMemberAsync();
        using var done = await moderator.PutJsonAsync(
            $"/api/moderation/users/{await suspended.IdAsync()}/suspension", """{"reason":"Spam."}""");
        using var refused = await suspended.PutJsonAsync("/api/films/alien-1979/reviews/me", """{"title":"T","body":"Ten characters."}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);

        await author.ReviewAsync("zodiac-2007");
        Assert.Equal("published", Text(await author.ReadAsync("/api/films/zodiac-2007/reviews/me"), "state"));
        await author.ReviewAsync("alien-1979");   // the same words
        Assert.Empty((await moderator.ReadAsync("/api/moderation/queue")).GetProperty("items").EnumerateArray());

        await author.ReviewAsync("alien-1979", "Changed");
        Assert.Equal("pending", Text(await author.ReadAsync("/api/films/alien-1979/reviews/me"), "state"));
        Assert.Empty((await moderator.ReadAsync("/api/films/alien-1979/reviews")).GetProperty("items").EnumerateArray());
        var again = await moderator.QueuedAsync("alien-1979");
        Assert.Equal(("firstReview", 2), (Text(again, "kind"), again.GetProperty("revision").GetInt32()));
        Assert.True(again.GetProperty("decidedBefore").GetBoolean());
        await moderator.DecideAsync(again, "dismiss", "Fine again.");
        Assert.Equal("Changed", Text(await moderator.ReadAsync($"/api/films/alien-1979/reviews/{reviewId}"), "title"));
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
