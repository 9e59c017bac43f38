using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Films;

/// <summary>Editors make films and correct them by the API.</summary>
public sealed class FilmEditTests(SharedSite shared)
{
    [Fact]
    public async Task Put_NewFilm_IsMadeWithAllItsFacts()
    {
        using var editor = await shared.Site.EditorAsync();
        var id = Guid.NewGuid().ToString("N");
        using var made = await editor.PutJsonAsync($"/api/films/a-film-{id}-1998", $$"""
            { "title": "  A  Film {{id}} ", "releaseDate": "1998-10-15", "runtimeMinutes": 103,
              "mpaa": { "rating": "R", "reason": "for some sexuality and nudity" },
              "genre": "Western", "directors": ["Ida Lind"], "cast": ["Rosa Blum", " Max  Hale", ""], "distributor": "Northern Pictures" }
            """);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal($"/api/films/a-film-{id}-1998", made.Headers.Location?.ToString());
        using var visitor = shared.Site.Visitor();
        var film = await visitor.ReadAsync($"/api/films/a-film-{id}-1998");
        Assert.Equal((await made.ReadJsonAsync()).ToString(), film.ToString());
        Assert.Equal($"A Film {id}", film.GetProperty("title").GetString());
        Assert.Equal("for some sexuality and nudity", film.GetProperty("mpaa").GetProperty("reason").GetString());
        Assert.Equal(["Rosa Blum", "Max Hale"], film.GetProperty("cast").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Put_FilmAsItWasRead_ChangesNothing()
    {
        using var editor = await shared.Site.EditorAsync();
        var before = await editor.ReadAsync("/api/films/never-let-me-go-2010");
        using var saved = await editor.PutJsonAsync("/api/films/never-let-me-go-2010", before.ToString());
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(before.ToString(), (await saved.ReadJsonAsync()).ToString());
    }

    [Fact]
    public async Task Put_WhatIsLeftOut_IsEmptied()
    {
        using var editor = await shared.Site.EditorAsync();
        var filmId = await shared.NewFilmAsync();
        using var first = await editor.PutJsonAsync(
            $"/api/films/{filmId}", """{ "title": "One", "genre": "Western", "cast": ["Somebody"] }""");
        using var second = await editor.PutJsonAsync($"/api/films/{filmId}", """{ "title": "Two" }""");
        var film = await second.ReadJsonAsync();
        Assert.Equal("Two", film.GetProperty("title").GetString());
        Assert.Equal(filmId, film.GetProperty("filmId").GetString());
        Assert.Equal(JsonValueKind.Null, film.GetProperty("genre").ValueKind);
        Assert.Empty(film.GetProperty("cast").EnumerateArray());
    }

    [Fact]
    public async Task Put_TwoEditorsAtOnce_TheSecondGets409WithBoth()
    {
        using var editor = await shared.Site.EditorAsync();
        var filmId = await shared.NewFilmAsync();
        var tag = await TagAsync(editor, filmId);
        using var first = await PutAsync(editor, filmId, tag, """{ "title": "Theirs" }""");
        using var second = await PutAsync(editor, filmId, tag, """{ "title": "Mine", "runtimeMinutes": 90 }""");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.Conflict, second);
        Assert.Equal("Theirs", problem.GetProperty("current").GetProperty("title").GetString());
        Assert.Equal("Mine", problem.GetProperty("sent").GetProperty("title").GetString());
        Assert.Equal("Theirs", (await editor.ReadAsync($"/api/films/{filmId}")).GetProperty("title").GetString());

        using var third = await PutAsync(
            editor, filmId, problem.GetProperty("currentTag").GetString()!, """{ "title": "Mine", "runtimeMinutes": 90 }""");
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        using var repeated = await PutAsync(editor, filmId, tag, """{ "title": "Mine", "runtimeMinutes": 90 }""");
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);   // it says just this already: repeating is safe
    }

    [Fact]
    public async Task Put_VotesSinceItWasRead_DoNotCollide()
    {
        using var editor = await shared.Site.EditorAsync();
        var filmId = await shared.NewFilmAsync();
        var tag = await TagAsync(editor, filmId);
        await editor.VoteAsync(filmId, "4.5");
        using var saved = await PutAsync(editor, filmId, tag, """{ "title": "Voted On" }""");
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(1, (await saved.ReadJsonAsync()).GetProperty("rating").GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("title", """{ "title": "   " }""")]
    [InlineData("title", "{}")]
    [InlineData("title", """{ "title": "a\u0000b" }""")]
    [InlineData("releaseDate", """{ "title": "T", "releaseDate": "2010" }""")]
    [InlineData("releaseDate", """{ "title": "T", "releaseDate": "1492-10-12" }""")]
    [InlineData("releaseDate", """{ "title": "T", "releaseDate": "2999-01-01" }""")]
    [InlineData("runtimeMinutes", """{ "title": "T", "runtimeMinutes": 0 }""")]
    [InlineData("runtimeMinutes", """{ "title": "T", "runtimeMinutes": 1001 }""")]
    [InlineData("runtimeMinutes", """{ "title": "T", "runtimeMinutes": 90.5 }""")]
    [InlineData("mpaa.rating", """{ "title": "T", "mpaa": { "rating": "X" } }""")]
    [InlineData("mpaa.reason", """{ "title": "T", "mpaa": { "reason": "for fun" } }""")]
    public async Task Put_FactThatCantBe_IsNamed(string field, string body)
    {
        using var editor = await shared.Site.EditorAsync();
        using var response = await editor.PutJsonAsync("/api/films/alien-1979", body);
        await ProblemAssert.NamesAsync(field, response);
        Assert.Equal("Alien", (await editor.ReadAsync("/api/films/alien-1979")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Put_TooMuch_IsNamed()
    {
        using var editor = await shared.Site.EditorAsync();
        using var title = await editor.PutJsonAsync("/api/films/alien-1979", $$"""{ "title": "{{new string('x', 301)}}" }""");
        await ProblemAssert.NamesAsync("title", title);
        using var cast = await editor.PutJsonAsync("/api/films/alien-1979",
            JsonSerializer.Serialize(new { title = "T", cast = Enumerable.Range(0, 101).Select(i => $"Name {i}") }));
        await ProblemAssert.NamesAsync("cast", cast);
        using var name = await editor.PutJsonAsync(
            "/api/films/alien-1979", JsonSerializer.Serialize(new { title = "T", directors = new[] { new string('x', 301) } }));
        await ProblemAssert.NamesAsync("directors", name);
        using var body = await editor.PutJsonAsync("/api/films/alien-1979", $$"""{ "title": "{{new string('x', 70_000)}}" }""");
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, body);
    }

    [Theory]
    [InlineData("never-let-me-go-2011", """{ "title": "Never Let Me Go", "releaseDate": "2010-10-15" }""", "never-let-me-go-2010")]
    [InlineData("another-name", """{ "title": "Some New Thing", "releaseDate": "2010-10-15" }""", "some-new-thing-2010")]
    [InlineData("some-new-thing-2010-2", """{ "title": "Some New Thing", "releaseDate": "2010-10-15" }""", "some-new-thing-2010")]
    public async Task Put_NewFilmWhereItDoesNotBelong_Is422ThatNamesThePlace(string filmId, string body, string place)
    {
        using var editor = await shared.Site.EditorAsync();
        using var response = await editor.PutJsonAsync($"/api/films/{filmId}", body);
        Assert.Contains(place, (await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, response)).GetProperty("detail")
            .GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhoMayNot_IsRefusedInOrder()
    {
        await shared.Site.RefusesOthersAsync(HttpMethod.Put, "/api/films/no-such-film");
        using var editor = await shared.Site.EditorAsync();
        using var noSlug = await editor.PutJsonAsync("/api/films/No_Slug", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, noSlug);
        using var malformed = await editor.PutJsonAsync("/api/films/alien-1979", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, malformed);
    }

    [Fact]
    public async Task Import_AfterACorrection_LeavesItAndFillsTheRest()
    {
        var name = "Corrected " + Guid.NewGuid().ToString("N");
        var filmId = Domain.Titles.Slug.Of(name, 2001);
        string Row(string more) =>
            $$"""[{ "title": "{{name}}", "releaseDate": "2001-02-03", "runtimeMinutes": 90, "genre": "Comedy"{{more}} }]""";
        await shared.Site.ImportAsync(Row(""));
        using var editor = await shared.Site.EditorAsync();
        // no genre
        using var saved = await editor.PutJsonAsync(
            $"/api/films/{filmId}", $$"""{ "title": "{{name}}!", "releaseDate": "2001-02-04", "runtimeMinutes": 92 }""");
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        await shared.Site.ImportAsync(Row(", \"distributor\": \"Toho\", \"imdbRating\": 7.5"));

        var film = await Eventually.GetAsync(
            () => editor.ReadAsync($"/api/films/{filmId}"), film => film.GetProperty("distributor").ValueKind == JsonValueKind.String);
        Assert.Equal(
            (name + "!", "2001-02-04", 92), (film.GetProperty("title").GetString(), film.GetProperty("releaseDate").GetString(),
                film.GetProperty("runtimeMinutes").GetInt32()));
        Assert.Equal(JsonValueKind.Null, film.GetProperty("genre").ValueKind);
        Assert.Equal("Toho", film.GetProperty("distributor").GetString());
        Assert.Single(film.GetProperty("externalScores").EnumerateArray());
        using var again = await shared.Site.OperatorAsync();
        using var report = await again.PostJsonAsync("/api/admin/films?dryRun=true", Row(""));
        Assert.Equal(1, (await report.ReadJsonAsync()).GetProperty("unchanged").GetInt32());
    }

    private static async Task<string> TagAsync(HttpClient client, string filmId)
    {
        using var response = await client.AskAsync($"/api/films/{filmId}");
        return response.Headers.ETag!.ToString();
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string filmId, string tag, string json)
    {
        using var request = Calls.Json(HttpMethod.Put, $"/api/films/{filmId}", json);
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
