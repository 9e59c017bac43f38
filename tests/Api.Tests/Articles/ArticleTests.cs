using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Articles;

namespace Reviews.Api.Tests.Articles;

/// <summary>Each reader gets what they may read, and editors lose nothing.</summary>
public sealed class ArticleTests(SharedSite shared)
{
    private const string Text = "Begins *well*.\n\n<!-- preview ends -->\n\nAnd ends **badly**.";

    [Fact]
    public async Task Get_ForSubscribers_GivesEachWhatHeMayRead()
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(
            slug, new { title = "The quiet", author = "Ines Halloran", filmId, stars = 3.5, access = "subscribers", spoilers = true,
                markdown = Text });
        using var visitor = shared.Site.Visitor();
        using var member = await shared.Site.NewMemberAsync();

        foreach (var reader in new[] { visitor, member })
        {
            var preview = await reader.ReadAsync($"/api/articles/{slug}");
            Assert.Equal(
                ["slug", "title", "author", "filmId", "stars", "label", "publishedAt", "access", "spoilers", "isPreview", "html"],
                preview.EnumerateObject().Select(property => property.Name));
            Assert.Equal((3.5m, "Good", "subscribers", true), (
                preview.GetProperty("stars").GetDecimal(), preview.GetProperty("label").GetString(), preview.GetProperty("access")
                    .GetString(), preview.GetProperty("spoilers").GetBoolean()));
            Assert.True(preview.GetProperty("isPreview").GetBoolean());
            Assert.Equal("<p>Begins <em>well</em>.</p>", preview.GetProperty("html").GetString()!.Trim());
        }

        await shared.Site.SubscribeAsync(await member.IdAsync(), shared.Site.Clock.GetUtcNow().AddDays(1));
        foreach (var reader in new[] { member, editor })
        {
            var whole = await reader.ReadAsync($"/api/articles/{slug}");
            Assert.False(whole.GetProperty("isPreview").GetBoolean());
            Assert.Equal(
                "<p>Begins <em>well</em>.</p>\n<p>And ends <strong>badly</strong>.</p>", whole.GetProperty("html").GetString()!.Trim());
        }
    }

    [Fact]
    public async Task Get_WholeAndPreview_ShareNoTagAndNoCache()
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(slug, new { title = "T", filmId, markdown = Text });
        using var visitor = shared.Site.Visitor();
        using var preview = await visitor.AskAsync($"/api/articles/{slug}");
        Assert.Equal("no-cache, private", preview.Headers.CacheControl?.ToString());
        Assert.NotNull(preview.Headers.ETag);
        Assert.Equal(["Cookie", "Authorization"], preview.Headers.Vary);

        using var again = new HttpRequestMessage(HttpMethod.Get,
            $"/api/articles/{slug}") { Headers = { IfNoneMatch = { preview.Headers.ETag! } } };
        using var known = await visitor.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        using var asEditor = new HttpRequestMessage(HttpMethod.Get,
            $"/api/articles/{slug}") { Headers = { IfNoneMatch = { preview.Headers.ETag! } } };
        using var whole = await editor.SendAsync(asEditor, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal("no-store, private", whole.Headers.CacheControl?.ToString());
        Assert.Null(whole.Headers.ETag);
        Assert.Equal(["Cookie", "Authorization"], whole.Headers.Vary);
    }

    [Fact]
    public async Task Get_AsNobody_AsksNoGrain()
    {
        var (slug, longOne, filmId) = (EditorCalls.NewSlug(), EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(slug, new { title = "T", filmId, markdown = Text });
        await editor.SaveAsync(
            longOne, new { title = "T", filmId, access = "free", markdown = string.Concat(
                Enumerable.Repeat("A long free article.\n\n", 1_000)) + "Its end." });
        using var visitor = shared.Site.Visitor();

        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, $"/api/articles/{slug}")).Calls);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, $"/reviews/{slug}")).Calls);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, "/api/articles?search=begins&sort=-stars")).Calls);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, "/reviews")).Calls);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, "/feed.xml")).Calls);
        Assert.Equal(["IArticleGrain.RevisionAsync"], (await shared.Site.GrainCalls.AskAsync(visitor, $"/api/articles/{longOne}")).Calls);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, $"/reviews/{longOne}")).Calls);
        Assert.Contains(
            "Its end.", (await visitor.ReadAsync($"/api/articles/{longOne}")).GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Get_ScheduledOrDraft_IsForEditorsUntilItsTime()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        var at = site.Clock.GetUtcNow().AddHours(1);
        using var editor = await site.EditorAsync();
        using var visitor = site.Visitor();
        var saved = await editor.SaveAsync(
            "coming", new { title = "T", filmId = "alien-1979", stars = 4, markdown = Text, publishedAt = at });
        Assert.Equal("scheduled", saved.GetProperty("state").GetString());
        await editor.SaveAsync("kept", new { title = "T", markdown = Text, state = "draft" });

        foreach (var path in new[] { "/api/articles/coming", "/api/articles/kept", "/reviews/coming", "/reviews/kept" })
        {
            using var hidden = await visitor.AskAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            using var seen = await editor.AskAsync(path);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        }

        Assert.Equal(0, (await visitor.ReadAsync("/api/articles")).GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Null, (await visitor.ReadAsync("/api/films/alien-1979")).GetProperty("critic").ValueKind);

        site.Clock.Advance(TimeSpan.FromHours(2));   // no timer: the clock of who reads says it
        Assert.Equal("T", (await visitor.ReadAsync("/api/articles/coming")).GetProperty("title").GetString());
        Assert.Equal(1, (await visitor.ReadAsync("/api/articles")).GetProperty("total").GetInt32());
        Assert.Equal(
            "coming", (await visitor.ReadAsync("/api/films/alien-1979")).GetProperty("critic").GetProperty("articleSlug").GetString());
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Get_SubscriptionThatEndsWhileThePageIsOpen_GivesThePreviewFromThenOn()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        using var editor = await site.EditorAsync();
        await editor.SaveAsync("quiet", new { title = "T", filmId = "alien-1979", markdown = Text });
        using var member = await site.NewMemberAsync();
        var until = site.Clock.GetUtcNow().AddMinutes(10);
        await site.SubscribeAsync(await member.IdAsync(), until);
        Assert.False((await member.ReadAsync("/api/articles/quiet")).GetProperty("isPreview").GetBoolean());
        Assert.True((await member.ReadAsync("/api/me")).GetProperty("subscription").GetProperty("active").GetBoolean());

        site.Clock.Advance(TimeSpan.FromMinutes(11));
        var preview = await member.ReadAsync("/api/articles/quiet");
        Assert.True(preview.GetProperty("isPreview").GetBoolean());
        Assert.DoesNotContain("badly", preview.GetRawText(), StringComparison.Ordinal);
        var subscription = (await member.ReadAsync("/api/me")).GetProperty("subscription");
        Assert.False(subscription.GetProperty("active").GetBoolean());
        Assert.Equal(until, subscription.GetProperty("until").GetDateTimeOffset());
    }

    [Fact]
    public async Task Put_OnAnOldRevision_IsProblem409WithBothTexts()
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        var first = await editor.SaveAsync(slug, new { title = "First", filmId, markdown = Text, revision = 0 });
        Assert.Equal(1, first.GetProperty("revision").GetInt32());
        Assert.Equal("marked", first.GetProperty("previewEnds").GetString());
        await editor.SaveAsync(slug, new { title = "Ann's", filmId, markdown = Text, revision = 1 });

        using var late = await editor.PutJsonAsync(
            $"/api/articles/{slug}", JsonSerializer.Serialize(new { title = "Ben's", filmId, markdown = Text, revision = 1 }));
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.Conflict, late);
        Assert.Equal(
            ("Ann's", 2), (problem.GetProperty("current").GetProperty("title").GetString(),
                problem.GetProperty("current").GetProperty("revision").GetInt32()));
        Assert.Equal(2, (await editor.SaveAsync(slug, new { title = "Ann's", filmId, markdown = Text, revision = 1 }))
            .GetProperty("revision").GetInt32());
        Assert.Equal("First", (await editor.ReadAsync($"/api/articles/{slug}/source?revision=1")).GetProperty("title").GetString());
        Assert.Equal([2, 1], (await editor.ReadAsync($"/api/articles/{slug}/revisions")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("revision").GetInt32()));
    }

    [Fact]
    public async Task Put_WhoMayNot_IsRefusedInOrder()
    {
        using var visitor = shared.Site.Visitor();
        using var anonymous = await visitor.PutJsonAsync("/api/articles/x", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        using var member = await shared.Site.NewMemberAsync();
        using var forbidden = await member.PutJsonAsync("/api/articles/x", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
        foreach (var path in new[] { "/api/articles/x/source", "/api/articles/x/revisions" })
        {
            using var hidden = await member.AskAsync(path);
            await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, hidden);
        }

        using var editor = await shared.Site.EditorAsync();
        using var malformed = await editor.PutJsonAsync("/api/articles/x", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, malformed);
        using var unknown = await editor.PutJsonAsync("/api/articles/x", """{"title":"T","filmId":"no-such-film","markdown":"m"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, unknown);
        using var name = await editor.PutJsonAsync("/api/articles/Not%20a%20slug", """{"title":"T"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, name);
    }

    [Theory]
    [InlineData("title", """{"filmId":"f","markdown":"m"}""")]
    [InlineData("filmId", """{"title":"T","markdown":"m"}""")]
    [InlineData("markdown", """{"title":"T","filmId":"f"}""")]
    [InlineData("markdown", """{"title":"T","filmId":"f","markdown":"  \n "}""")]
    [InlineData("stars", """{"title":"T","filmId":"f","markdown":"m","stars":3.7}""")]
    [InlineData("access", """{"title":"T","filmId":"f","markdown":"m","access":"some"}""")]
    [InlineData("state", """{"title":"T","filmId":"f","markdown":"m","state":"ready"}""")]
    [InlineData("publishedAt", """{"title":"T","filmId":"f","markdown":"m","state":"draft","publishedAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("revision", """{"title":"T","filmId":"f","markdown":"m","revision":-1}""")]
    public async Task Put_OutOfRange_NamesTheField(string field, string body)
    {
        using var editor = await shared.Site.EditorAsync();
        using var response = await editor.PutJsonAsync("/api/articles/x", body);
        await ProblemAssert.NamesAsync(field, response);
    }

    [Fact]
    public async Task Put_TooLarge_IsRefused()
    {
        using var editor = await shared.Site.EditorAsync();
        using var tooLong = await editor.PutJsonAsync(
            "/api/articles/x", JsonSerializer.Serialize(new { title = "T", filmId = "f", markdown = new string('x', 500_001) }));
        await ProblemAssert.NamesAsync("markdown", tooLong);
        using var large = Calls.Json(HttpMethod.Put, "/api/articles/x",
            JsonSerializer.Serialize(new { title = "T", filmId = "f", markdown = new string('[', 1024 * 1024) }));
        // or the server hangs up while the rest is still being sent, and the answer is lost now and then
        large.Headers.ExpectContinue = true;
        using var tooLarge = await editor.SendAsync(large, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, tooLarge);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>", "<script", "<img")]
    [InlineData("[a](javascript:alert(1)) <javascript:alert(1)> [b](JaVaScRiPt&colon;alert(1))", "href=\"javascript", "href=\"JaVaScRiPt")]
    [InlineData("<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>", "<svg", "<a xlink")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)", "src=", "href=\"data:")]
    [InlineData("[a](https://example.org \"x\\\" onmouseover=alert(1)\")", "onmouseover=\"", " title=")]
    public async Task Get_HostileMarkdown_IsText(string markdown, string never, string neither)
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(slug, new { title = "<script>alert(1)</script>", author = "<b>", filmId, access = "free", markdown });
        using var visitor = shared.Site.Visitor();
        var html = (await visitor.ReadAsync($"/api/articles/{slug}")).GetProperty("html").GetString()!;
        Assert.DoesNotContain(never, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(neither, html, StringComparison.OrdinalIgnoreCase);
        var page = await visitor.GetStringAsync($"/reviews/{slug}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('>')]
    [InlineData('*')]
    [InlineData('`')]
    public async Task Put_TheLongestTextOfOneSign_IsRefusedWithTheLine(char sign)
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        using var response = await editor.PutArticleAsync(
            slug, new { title = "T", filmId, access = "free", markdown = new string(sign, ArticleText.MaxMarkdown) });
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, response);
        Assert.StartsWith("Line 1: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task List_SearchedFilteredSorted_FindsByWordsOfThePreviewAlone()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync(
            """[{"title":"Alien","releaseDate":"1979-05-25","genre":"Horror"},"""
            + """{"title":"Zodiac","releaseDate":"2007-03-02","genre":"Drama"}]""");
        using var editor = await site.EditorAsync();
        await editor.SaveAsync(
            "one", new { title = "Corridors", author = "Tom Okafor", filmId = "alien-1979", stars = 4.5,
                publishedAt = "2026-01-01T00:00:00Z", markdown = "Steam and chains.\n\n<!-- preview ends -->\n\nzanzibar" });
        await editor.SaveAsync(
            "two", new { title = "Letters", author = "Mara Lindqvist", filmId = "zodiac-2007", stars = 3, access = "free",
                publishedAt = "2026-01-02T00:00:00Z", markdown = "Ciphers." });
        await editor.SaveAsync(
            "three", new { title = "Again", author = "Tom Okafor", filmId = "zodiac-2007", publishedAt = "2026-01-03T00:00:00Z",
                markdown = "No verdict.\n\n<!-- preview ends -->\n\nNone." });
        using var visitor = site.Visitor();
        async Task<string> SlugsAsync(string query) =>
            string.Join(' ', (await visitor.ReadAsync("/api/articles" + query)).GetProperty("items")
            .EnumerateArray().Select(item => item.GetProperty("slug").GetString()));

        Assert.Equal("three two one", await SlugsAsync(""));
        Assert.Equal("one two three", await SlugsAsync("?sort=published"));
        Assert.Equal("one two three", await SlugsAsync("?sort=-stars"));
        Assert.Equal("two one three", await SlugsAsync("?sort=stars"));
        Assert.Equal("three one two", await SlugsAsync("?sort=title"));
        await Eventually.GetAsync(() => SlugsAsync("?search=again"), slugs => slugs == "three");   // found a moment after it is listed
        Assert.Equal("one", await SlugsAsync("?search=steam+cha"));
        Assert.Equal("one", await SlugsAsync("?search=steem+chains"));
        Assert.Equal("one", await SlugsAsync("?search=okafor+corr"));
        Assert.Equal("three two", await SlugsAsync("?search=zodiac"));
        Assert.Equal("", await SlugsAsync("?search=zanzibar"));
        Assert.Equal("", await SlugsAsync("?search=%22%F0%9F%8E%AC"));
        Assert.Equal("three one", await SlugsAsync("?author=tom+okafor"));
        Assert.Equal("one", await SlugsAsync("?genre=Horror"));
        Assert.Equal("three two", await SlugsAsync("?decade=2000"));
        Assert.Equal("one", await SlugsAsync("?stars=4"));
        Assert.Equal("two", await SlugsAsync("?page=2&pageSize=1"));
        using var wrong = await visitor.AskAsync("/api/articles?sort=length");
        await ProblemAssert.NamesAsync("sort", wrong);
        using var tooLong = await visitor.AskAsync("/api/articles?search=" + new string('x', 5_000));
        await ProblemAssert.NamesAsync("search", tooLong);
    }
}
