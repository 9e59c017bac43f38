using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Articles;

/// <summary>An article for subscribers is published only when it says clearly where its preview ends, whichever way it is sent.</summary>
public sealed class PreviewLineTests(SharedSite shared)
{
    private const string Wrong = "Open.\n\n<!-- preveiw ends -->\n\nFor subscribers.";

    [Fact]
    public async Task Put_NearlyTheLine_IsRefusedWithItsNumberAndKeptAsADraft()
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        using var refused = await editor.PutArticleAsync(slug, new { title = "T", filmId, markdown = Wrong });
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Equal("Line 3 is almost the line that ends the preview. Write <!-- preview ends --> there, exactly so and on its own.",
            problem.GetProperty("detail").GetString());

        var draft = await editor.SaveAsync(slug, new { title = "T", filmId, markdown = Wrong, state = "draft" });
        Assert.Equal(("draft", "missing"), (draft.GetProperty("state").GetString(), draft.GetProperty("previewEnds").GetString()));
        using var scheduled = await editor.PutArticleAsync(
            slug, new { title = "T", filmId, markdown = Wrong, publishedAt = "2999-01-01T00:00:00Z" });
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, scheduled);
        var free = await editor.SaveAsync(slug, new { title = "T", filmId, markdown = Wrong, access = "free" });
        Assert.Equal("published", free.GetProperty("state").GetString());
        using var closed = await editor.PutArticleAsync(slug, new { title = "T", filmId, markdown = Wrong, access = "subscribers" });
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, closed);
    }

    [Fact]
    public async Task Page_NearlyTheLine_IsRefusedWithItsNumberAndNothingTypedIsLost()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(("title", EditorCalls.NewSlug()), ("author", "Ann Critic"), ("filmId", "alien-1979"),
            ("state", "published"), ("access", "subscribers"), ("markdown", Wrong));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("Line 3 is almost the line", browser.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(Wrong, browser.Find("textarea[name=markdown]").TextContent);
    }

    [Fact]
    public async Task Put_MoreHeadingsThanAnArticleHas_IsRefusedWithASentence()
    {
        using var editor = await shared.Site.EditorAsync();
        var headings = string.Concat(Enumerable.Repeat("a\n=\n", 122_000));
        using var refused = await editor.PutArticleAsync(
            EditorCalls.NewSlug(), new { title = "T", filmId = "alien-1979", access = "free", markdown = headings });
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Matches(
            "^Line \\d+: a text can have at most 5,000 paragraphs, headings and items\\.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task UnmarkedArticles_AreForEditorsAlone()
    {
        await shared.Site.RefusesOthersAsync(HttpMethod.Get, "/api/editor/unmarked-articles");
        using var editor = await shared.Site.EditorAsync();
        Assert.Equal(0, (await editor.ReadAsync("/api/editor/unmarked-articles")).GetProperty("total").GetInt32());
        using var wrong = await editor.AskAsync("/api/editor/unmarked-articles?pageSize=0");
        await ProblemAssert.NamesAsync("pageSize", wrong);
    }

    /// <summary>
    /// Such are in stores from before: published for subscribers without the line, with a third of the text told as their opening.
    /// </summary>
    [Fact, Trait("Category", "Slow")]
    public async Task Article_PublishedBeforeWithoutTheLine_ShowsItsTitleAloneAndEditorsSeeIt()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        var summary = new ArticleSummary(
            "old", 3, "An old headline", "Ann Critic", "alien-1979", 7, ArticleAccess.Subscribers, Spoilers: false,
            DateTimeOffset.UnixEpoch, "A guessed third.", "A guessed third.");
        Assert.Equal(ArticleOutcome.Taken, await site.Grains.GetGrain<IFilmGrain>("alien-1979").PutArticleAsync(summary));
        await site.Grains.GetGrain<IArticleDirectoryGrain>(0).CloseAsync("old", new ArticleListItem(
            "old", 3, summary.Title, summary.Author, summary.FilmId, 7, summary.Access, summary.PublishedAt, DateTimeOffset.UnixEpoch, 0,
            PreviewEnd.Missing));
        using var visitor = site.Visitor();
        var article = await Eventually.AnsweredAsync(() => visitor.ReadAsync("/api/articles/old"));
        Assert.Equal(("", true), (article.GetProperty("html").GetString(), article.GetProperty("isPreview").GetBoolean()));
        foreach (var path in new[] { "/reviews/old", "/reviews", "/feed.xml", "/films/alien-1979", "/", "/api/articles" })
        {
            var text = await visitor.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains("An old headline", text, StringComparison.Ordinal);
            Assert.DoesNotContain("guessed", text, StringComparison.Ordinal);
        }

        await Eventually.GetAsync(() => SlugsAsync(visitor, "/api/articles?search=headline"), slugs => slugs.SequenceEqual(["old"]));
        Assert.Empty(await SlugsAsync(visitor, "/api/articles?search=guessed"));
        using var editor = await site.EditorAsync();
        Assert.Equal(["old"], await SlugsAsync(editor, "/api/editor/unmarked-articles"));
        using var browser = await site.EditorBrowserAsync();
        await browser.OpenAsync("/editor");
        Assert.Equal("An old headline", browser.Text("[data-part=unmarked] li a"));

        // Told anew by its grain, of the same revision, that it says where its preview ends.
        await site.Grains.GetGrain<IFilmGrain>("alien-1979").PutArticleAsync(summary with { PreviewEnd = PreviewEnd.Marked });
        await Eventually.GetAsync(() => visitor.GetStringAsync("/api/articles/old", TestContext.Current.CancellationToken),
            text => text.Contains("guessed", StringComparison.Ordinal));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Search_ForAWordNearThatOfALaterArticle_TellsNothingOfIt()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"},{"title":"Zodiac","releaseDate":"2007-03-02"}]""");
        using var editor = await site.EditorAsync();
        using var visitor = site.Visitor();
        await editor.SaveAsync(
            "shown", new { title = "The corridor", filmId = "alien-1979", access = "free",
                markdown = "Steam.\n\n<!-- preview ends -->\n\nMore." });
        await editor.SaveAsync(
            "other", new { title = "A corridor", filmId = "alien-1979", access = "free",
                markdown = "Steal.\n\n<!-- preview ends -->\n\nMore." });
        await Eventually.GetAsync(() => FoundAsync("corridor"), slugs => slugs.Length == 2);
        // one slip from the word that is there; were it known, the next would be forgiven too
        Assert.Equal(["shown"], await FoundAsync("corridom+steam"));

        var at = site.Clock.GetUtcNow().AddHours(1);
        await editor.SaveAsync(
            "later", new { title = "Corridom", filmId = "zodiac-2007", access = "free", markdown = "Ciphers.", publishedAt = at });
        await WrittenAsync("first");
        Assert.Equal(["shown"], await FoundAsync("corridom+steam"));

        await editor.SaveAsync("withdrawn", new { title = "Corridos", filmId = "zodiac-2007", access = "free", markdown = "Ciphers." });
        await Eventually.GetAsync(() => FoundAsync("corridos"), slugs => slugs.SequenceEqual(["withdrawn"]));
        await editor.SaveAsync(
            "withdrawn", new { title = "Corridos", filmId = "zodiac-2007", access = "free", markdown = "Ciphers.", state = "draft" });
        await WrittenAsync("second");
        Assert.Equal(["shown"], await FoundAsync("corridos+steam"));

        site.Clock.Advance(TimeSpan.FromHours(2));
        await Eventually.GetAsync(() => FoundAsync("corridom"), slugs => slugs.SequenceEqual(["later"]));

        Task<string[]> FoundAsync(string words) => SlugsAsync(visitor, $"/api/articles?search={words}");

        // What was written about the film before is in the index when this is found.
        async Task WrittenAsync(string word)
        {
            await editor.SaveAsync(word, new { title = word, filmId = "zodiac-2007", access = "free", markdown = "Ciphers." });
            await Eventually.GetAsync(() => FoundAsync(word), slugs => slugs.SequenceEqual([word]));
        }
    }

    private static async Task<string[]> SlugsAsync(HttpClient visitor, string path) =>
        [.. (await visitor.ReadAsync(path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!)];
}
