using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Moderation;

namespace Reviews.Api.Tests.Me;

/// <summary>The export has everything that the site holds on a member, under the names that its documentation gives.</summary>
public sealed class ExportTests(SharedSite shared)
{
    [Fact]
    public async Task Export_OfAMemberWhoDidEverything_HoldsAllOfIt()
    {
        var (filmId, other) = (await shared.NewFilmAsync(), await shared.NewFilmAsync());
        using var member = await shared.Site.NewMemberAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        await member.VoteAsync(filmId, "4.5");
        await member.ReviewAsync(filmId, "First", "The first text of it.");
        await member.ReviewAsync(filmId, "Second", "The second text of it.");
        var theirs = await author.ReviewAsync(other);
        await SendAsync(member, HttpMethod.Put, $"/api/films/{other}/reviews/{theirs}/helpful", """{"helpful":false}""");
        await SendAsync(
            member, HttpMethod.Post, $"/api/films/{other}/reviews/{theirs}/reports", """{"reason":"It is an advertisement."}""");
        var mine = await member.IdAsync();
        await SendAsync(author, HttpMethod.Post, $"/api/films/{filmId}/reviews/{mine}/reports", """{"reason":"Rude."}""");
        var reported = await moderator.QueuedAsync(filmId);
        await SendAsync(moderator, HttpMethod.Post, $"/api/moderation/reports/{reported.GetProperty("reportId").GetString()}/decision",
            """{"action":"dismiss","reason":"It is not."}""");
        await shared.Site.SubscribeAsync(mine, new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var export = await member.ReadAsync("/api/me/export");

        Assert.Equal(
            [
                "format", "exportedAt", "account", "sessions", "subscription", "suspension", "imports", "ratings", "reviews", "helpful",
                "reports", "cases", "decisions",
            ],
            export.EnumerateObject().Select(part => part.Name));
        Assert.Equal("2090-01-01T00:00:00Z", export.GetProperty("subscription").GetProperty("until").GetString());
        Assert.Equal(
            (filmId, "api"), (
                Only(export, "ratings").GetProperty("filmId").GetString(), Only(export, "ratings").GetProperty("origin").GetString()));
        var review = Only(export, "reviews");
        Assert.Equal(("published", "The second text of it."),
            (review.GetProperty("state").GetString(), review.GetProperty("text").GetProperty("body").GetString()));
        Assert.Equal("The first text of it.", review.GetProperty("earlier")[0].GetProperty("body").GetString());
        Assert.Equal($$"""{"filmId":"{{other}}","reviewId":"{{theirs}}","isHelpful":false}""", Only(export, "helpful").GetRawText());
        Assert.Equal((other, "It is an advertisement."),
            (Only(export, "reports").GetProperty("filmId").GetString(), Only(export, "reports").GetProperty("reason").GetString()));
        Assert.Equal(("dismiss", "It is not."),
            (Only(export, "decisions").GetProperty("action").GetString(), Only(export, "decisions").GetProperty("reason").GetString()));
        Assert.Equal("The second text of it.", review.GetProperty("reported")[0].GetProperty("body").GetString());
        Assert.Equal(2, Only(export, "decisions").GetProperty("revision").GetInt32());
        var own = Only(export, "cases");
        Assert.Equal((filmId, "reported"), (own.GetProperty("filmId").GetString(), own.GetProperty("kind").GetString()));
        Assert.False(own.GetProperty("isOpen").GetBoolean());
        Assert.DoesNotContain(await author.IdAsync(), own.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(await moderator.IdAsync(), export.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfAnAppealAndAReportedReviewThatWasWithdrawn_HoldsBoth()
    {
        var (hidden, withdrawn) = (await shared.NewFilmAsync(), await shared.NewFilmAsync());
        using var member = await shared.Site.NewMemberAsync();
        using var reader = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        await reader.ReportAsync(hidden, await member.ReviewAsync(hidden));
        await moderator.DecideAsync(await moderator.QueuedAsync(hidden), "hide", "Rude.");
        await SendAsync(member, HttpMethod.Post, $"/api/films/{hidden}/reviews/me/appeal", """{"text":"It was a quotation."}""");
        await reader.ReportAsync(withdrawn, await member.ReviewAsync(withdrawn, body: "Taken back, and reported."));
        using var gone = await member.DeleteAsync($"/api/films/{withdrawn}/reviews/me", TestContext.Current.CancellationToken);

        var export = await member.ReadAsync("/api/me/export");
        var cases = export.GetProperty("cases").EnumerateArray().ToDictionary(one => one.GetProperty("filmId").GetString()!);

        Assert.Equal("It was a quotation.", cases[hidden].GetProperty("appeal").GetProperty("text").GetString());
        Assert.True(cases[withdrawn].GetProperty("isOpen").GetBoolean());
        Assert.Equal("Taken back, and reported.", cases[withdrawn].GetProperty("reported")[0].GetProperty("body").GetString());
    }

    [Fact]
    public async Task Export_OfANewMember_HasEmptyListsAndIsAFile()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.AskAsync("/api/me/export");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.EndsWith(".json\"", response.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        var export = await response.ReadJsonAsync();
        foreach (var list in new[] { "imports", "ratings", "reviews", "helpful", "reports", "cases", "decisions" })
            Assert.Empty(export.GetProperty(list).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, export.GetProperty("subscription").ValueKind);

        using var visitor = shared.Site.Visitor();
        using var nobody = await visitor.AskAsync("/api/me/export");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, nobody);
    }

    private static JsonElement Only(JsonElement export, string list) => Assert.Single(export.GetProperty(list).EnumerateArray());

    private static async Task SendAsync(HttpClient member, HttpMethod method, string path, string json)
    {
        using var response = await member.SendAsync(Calls.Json(method, path, json), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
