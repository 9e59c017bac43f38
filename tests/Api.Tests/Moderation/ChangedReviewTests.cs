using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Moderation;

/// <summary>A decision is about the text that the moderator has seen, by the API.</summary>
public sealed class ChangedReviewTests(SharedSite shared)
{
    private const string Bad = "Nothing but insults.";
    private const string Harmless = "Nothing but praise.";

    [Fact]
    public async Task Decide_ReviewChangedSinceTheQueueShowedIt_Is409WithTheRevision()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        var seen = await ReportedAsync(filmId, author, moderator);
        Assert.Equal((1, Bad), (RevisionOf(seen), Text(seen, "reportedText", "body")));
        await author.ReviewAsync(filmId, body: Harmless);

        foreach (var body in new[] { """{"action":"dismiss","reason":"Fine."}""", """{"action":"hide","reason":"Rude.","revision":1}""" })
        {
            using var refused = await moderator.PostJsonAsync(seen.DecisionPath(), body);
            var problem = await ProblemAssert.IsAsync(HttpStatusCode.Conflict, refused);
            Assert.Equal(2, RevisionOf(problem));
        }

        var now = await moderator.QueuedAsync(filmId);
        Assert.Equal((2, Harmless, Bad), (RevisionOf(now), Text(now, "review", "body"), Text(now, "reportedText", "body")));
        Assert.Equal((1, 1), (RevisionOf(now.GetProperty("reportedText")), RevisionOf(now.GetProperty("reasons")[0])));

        // That is now the one that the queue showed last.
        using var decided = await moderator.PostJsonAsync(seen.DecisionPath(), """{"action":"dismiss","reason":"Fine now."}""");
        var decision = await decided.ReadJsonAsync();
        Assert.Equal((2, "reported"), (RevisionOf(decision), decision.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task ReportEditDismissAndEditBack_BringsTheReportBack()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        await ReportedAsync(filmId, author, moderator);
        await author.ReviewAsync(filmId, body: Harmless);
        await moderator.DecideAsync(await moderator.QueuedAsync(filmId), "dismiss", "Fine.");
        Assert.False(await moderator.IsQueuedAsync(filmId));

        await author.ReviewAsync(filmId, body: Bad);

        var back = await moderator.QueuedAsync(filmId);
        Assert.Equal(("reported", 3), (back.GetProperty("kind").GetString(), RevisionOf(back)));
        Assert.Equal((true, 1), (back.GetProperty("decidedBefore").GetBoolean(), back.GetProperty("reports").GetInt32()));
        Assert.Equal(Bad, Text(back, "reportedText", "body"));
        Assert.Equal("It is rude.", back.GetProperty("reasons")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task HiddenReview_Rewritten_IsInTheQueueAndTheMemberIsToldAll()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        await moderator.DecideAsync(await ReportedAsync(filmId, author, moderator), "hide", "Insults help nobody.");
        var mine = await author.ReadAsync($"/api/films/{filmId}/reviews/me");
        Assert.Equal("Insults help nobody.", Text(mine, "hidden", "reason"));
        Assert.True(mine.GetProperty("hidden").GetProperty("mayAppeal").GetBoolean());
        Assert.False(mine.GetProperty("hidden").GetProperty("isAsked").GetBoolean());

        await author.ReviewAsync(filmId, body: Harmless);

        var again = await moderator.QueuedAsync(filmId);
        Assert.Equal(("rewritten", "hidden"), (again.GetProperty("kind").GetString(), Text(again, "review", "state")));
        Assert.True((await author.ReadAsync($"/api/films/{filmId}/reviews/me")).GetProperty("hidden").GetProperty("isAsked").GetBoolean());
        await moderator.DecideAsync(again, "restore", "Thank you.");
        mine = await author.ReadAsync($"/api/films/{filmId}/reviews/me");
        Assert.Equal(("published", JsonValueKind.Null), (mine.GetProperty("state").GetString(), mine.GetProperty("hidden").ValueKind));
    }

    [Fact]
    public async Task Decide_RevisionThatCanBeNone_NamesTheField()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        const string path = "/api/moderation/reports/1/decision";
        using var answer = await moderator.PostJsonAsync(path, """{"action":"hide","reason":"Rude.","revision":-1}""");
        await ProblemAssert.NamesAsync("revision", answer);
        using var words = await moderator.PostJsonAsync(path, """{"action":"hide","reason":"Rude.","revision":"last"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, words);
    }

    private async Task<JsonElement> ReportedAsync(string filmId, HttpClient author, HttpClient moderator)
    {
        using var reader = await shared.Site.NewMemberAsync();
        await reader.ReportAsync(filmId, await author.ReviewAsync(filmId, body: Bad));
        return await moderator.QueuedAsync(filmId);
    }

    private static int RevisionOf(JsonElement item) => item.GetProperty("revision").GetInt32();

    private static string? Text(JsonElement item, string part, string name) => item.GetProperty(part).GetProperty(name).GetString();
}
