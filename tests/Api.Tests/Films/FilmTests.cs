using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Films;

/// <summary>A film, its rating, timeline and method as readers get them.</summary>
public sealed class FilmTests(SharedSite shared)
{
    [Fact]
    public async Task Film_Known_HasTheContractsShape()
    {
        using var visitor = shared.Site.Visitor();
        var film = await visitor.ReadAsync("/api/films/never-let-me-go-2010");
        Assert.Equal(
            ["filmId", "title", "releaseDate", "runtimeMinutes", "mpaa", "genre", "directors", "cast", "distributor", "externalScores",
                "critic", "rating"],
            film.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Never Let Me Go", film.GetProperty("title").GetString());
        Assert.Equal("2010-10-15", film.GetProperty("releaseDate").GetString());
        Assert.Equal(103, film.GetProperty("runtimeMinutes").GetInt32());
        Assert.Equal("""{"rating":"R","reason":"for some sexuality and nudity"}""", film.GetProperty("mpaa").GetRawText());
        Assert.Equal("""["Mark Romanek"]""", film.GetProperty("directors").GetRawText());
        Assert.Equal("Fox Searchlight", film.GetProperty("distributor").GetString());
        Assert.Equal("""[{"source":"IMDb","score":7.3,"scale":10,"votes":252}]""", film.GetProperty("externalScores").GetRawText());
        // other tests write about this film
        Assert.Contains(film.GetProperty("critic").ValueKind, new[] { JsonValueKind.Null, JsonValueKind.Object });
    }

    [Fact]
    public async Task Film_WithoutFacts_HasNullsAndEmptyLists()
    {
        using var visitor = shared.Site.Visitor();
        var film = await visitor.ReadAsync("/api/films/undated-film");
        Assert.All(["releaseDate", "runtimeMinutes", "mpaa", "genre", "distributor"],
            name => Assert.Equal(JsonValueKind.Null, film.GetProperty(name).ValueKind));
        Assert.All(["directors", "cast", "externalScores"], name => Assert.Empty(film.GetProperty(name).EnumerateArray()));
    }

    [Fact]
    public async Task Film_AccentInTheTitle_IsFoundByItsFoldedSlug()
    {
        using var visitor = shared.Site.Visitor();
        Assert.Equal("Amélie", (await visitor.ReadAsync("/api/films/amelie-2001")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Rating_WithoutVotes_IsTheMethodsMean()
    {
        using var visitor = shared.Site.Visitor();
        var filmId = await shared.NewFilmAsync();
        var rating = await visitor.ReadAsync($"/api/films/{filmId}/rating");
        Assert.Equal(
            ["filmId", "average", "count", "histogram", "weighted", "version"], rating.EnumerateObject().Select(field => field.Name));
        Assert.Equal(JsonValueKind.Null, rating.GetProperty("average").ValueKind);
        Assert.Equal((0, 0), (rating.GetProperty("count").GetInt32(), rating.GetProperty("version").GetInt32()));
        Assert.Equal("[0,0,0,0,0,0,0,0,0,0]", rating.GetProperty("histogram").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/rating")]
    [InlineData("/rating/timeline")]
    public async Task Read_WithItsOwnTag_Is304UntilTheVotesChange(string face)
    {
        using var visitor = shared.Site.Visitor();
        var filmId = await shared.NewFilmAsync();
        using var first = await visitor.AskAsync($"/api/films/{filmId}{face}");
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(visitor, filmId + face, tag));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(visitor, filmId + face, $"\"other\", W/{tag}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, filmId + face, "\"other\""));

        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "4");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, filmId + face, tag));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Timeline_VotesOfTwoDays_HasBothOldestFirst()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{ "title": "Alien", "releaseDate": "1979-05-25" }]""");
        using var one = await site.NewMemberAsync();
        await one.VoteAsync("alien-1979", "4");
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        site.Clock.Advance(TimeSpan.FromDays(1));
        using var other = await site.NewMemberAsync();
        await other.VoteAsync("alien-1979", "5");
        using var third = await site.NewMemberAsync();
        await third.VoteAsync("alien-1979", "4.5");

        using var visitor = site.Visitor();
        var timeline = await visitor.ReadAsync("/api/films/alien-1979/rating/timeline");
        Assert.Equal(
            $$"""[{"date":"{{today:yyyy-MM-dd}}","count":1,"average":4},"""
            + $$"""{"date":"{{today.AddDays(1):yyyy-MM-dd}}","count":2,"average":4.75}]""",
            timeline.GetRawText().Replace(".0,", ",", StringComparison.Ordinal).Replace(".0}", "}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Method_Always_TellsItsInputs()
    {
        using var visitor = shared.Site.Visitor();
        var method = await visitor.ReadAsync("/api/ratings/method");
        Assert.True(method.GetProperty("m").GetDouble() > 0);
        Assert.InRange(method.GetProperty("C").GetDouble(), 0.5, 5);
        Assert.True(method.GetProperty("revision").GetInt32() > 0);
        Assert.Contains("mean of all votes", method.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /api/films/../../etc/passwd", "404")]
    [InlineData("GET /api/films/%2e%2e/%2e%2e/etc/passwd", "404")]
    [InlineData("GET /api/films/%00", "400")]
    public async Task Get_PathOutOfTheApi_IsRefused(string requestLine, string status)
    {
        Assert.Contains(status, await RawHttp.StatusLineAsync(shared.Site.Address, requestLine), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/films/{path}");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
