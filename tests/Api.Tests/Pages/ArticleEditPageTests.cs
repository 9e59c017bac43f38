using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Articles;

namespace Reviews.Api.Tests.Pages;

/// <summary>Editors write articles on pages, with script off: a form that fails shows again what was written.</summary>
public sealed class ArticleEditPageTests(SharedSite shared)
{
    private const string End = "\n\n<!-- preview ends -->\n\nThis is for subscribers.";
    private const string Text = "Everybody reads this.\n\n<!-- preview ends -->\n\nThis is for subscribers.";

    [Fact]
    public async Task New_Draft_IsKeptAndListedAndNobodySeesIt()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(Fields(title, ("markdown", Text.ReplaceLineEndings("\r\n"))));

        Assert.Equal($"/editor/articles/{slug}", browser.Address);
        Assert.Equal("Saved as revision 1. Draft.", browser.Text("main .notice"));
        Assert.Equal(Text, browser.Find("textarea[name=markdown]").TextContent);
        await browser.OpenAsync("/editor");
        Assert.Contains(browser.Page.QuerySelectorAll(".desk-list a"), link => link.GetAttribute("href") == $"/editor/articles/{slug}");
        using var visitor = shared.Site.Visitor();
        using var missing = await visitor.AskAsync($"/api/articles/{slug}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("Never Let Me Go (2010)")]
    [InlineData("never let me go")]
    [InlineData("never-let-me-go-2010")]
    public async Task Publish_WithAFilmByItsName_IsReadAtOnce(string film)
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(
            Fields(title, ("filmId", film), ("stars", "3.5"), ("state", "published"), ("publishedAt", ""), ("markdown", Text),
                ("spoilers", "true")));

        Assert.StartsWith("Saved as revision 1. Published ", browser.Text("main .notice"), StringComparison.Ordinal);
        Assert.Equal("Never Let Me Go (2010)", browser.Find("[name=filmId]").GetAttribute("value"));
        Assert.NotNull(browser.Page.QuerySelector("[name=spoilers][checked]"));
        var newest = (await shared.Site.Grains.GetGrain<IArticleGrain>(slug).ReadAsync())!.Text;
        Assert.Equal(("never-let-me-go-2010", (byte)7, ArticleAccess.Subscribers), (newest.FilmId, newest.HalfStars, newest.Access));

        // What the form shows of the time is its minute; saving it again moves nothing.
        await browser.SaveAsync(Fields(title, ("filmId", film), ("stars", "3.5"), ("state", "published"), ("markdown", Text + "!")));
        Assert.Equal(newest.PublishedAt, (await shared.Site.Grains.GetGrain<IArticleGrain>(slug).ReadAsync())!.Text.PublishedAt);
    }

    [Fact]
    public async Task Publish_LaterTime_IsScheduled()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(
            Fields(title, ("filmId", "alien-1979"), ("state", "published"), ("publishedAt", "2999-01-02T03:04"), ("markdown", Text)));
        Assert.Equal("Saved as revision 1. Scheduled for 2 January 2999, 03:04 UTC.", browser.Text("main .notice"));
        using var visitor = shared.Site.Visitor();
        using var missing = await visitor.AskAsync($"/api/articles/{slug}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Save_WhatCantBe_IsShownAgainEachWithItsReason()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(
            Fields(" ", ("filmId", "no such film anywhere"), ("state", "published"), ("publishedAt", "tomorrow"), ("markdown", Text)));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal(Text, browser.Find("textarea[name=markdown]").TextContent);
        Assert.Equal(3, browser.Page.QuerySelectorAll("[data-part=outcome] li").Length);
        Assert.Equal("There is no film with that name.", browser.Text("#field-filmId-error"));
    }

    [Fact]
    public async Task Save_TwoEditors_TheSecondSeesBothTexts()
    {
        using var one = await shared.Site.EditorBrowserAsync();
        using var other = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await one.OpenAsync("/editor/new-article");
        await one.SaveAsync(Fields(title, ("markdown", "First")));
        await other.OpenAsync($"/editor/articles/{slug}");
        await one.SaveAsync(Fields(title, ("markdown", "Theirs")));
        await other.SaveAsync(Fields(title, ("markdown", "Mine")));

        other.ShowsBoth("Theirs", "Mine");
        Assert.Equal("Mine", other.Find("textarea[name=markdown]").TextContent);
        await other.SaveAsync(Fields(title, ("markdown", "Both")));
        Assert.StartsWith("Saved as revision 3.", other.Text("main .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_SessionEnded_KeepsTheText()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(Fields(title, ("markdown", "First")));
        browser.LoseSession();
        await browser.SaveAsync(Fields(title, ("markdown", "<script>An hour's work</script>")));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        Assert.Equal("<script>An hour's work</script>", browser.Find("textarea[name=markdown]").TextContent);
        Assert.Equal("First", (await shared.Site.Grains.GetGrain<IArticleGrain>(slug).ReadAsync())!.Text.Markdown);
    }

    [Fact]
    public async Task Preview_ShowsWhereItEndsAndNothingHarmful()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor/new-article");
        await browser.PressAsync(
            "[data-part=preview]", Fields(
                "T", (
                    "markdown",
                    "Hello *you*\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n<!-- preview ends -->\n\nThe rest")));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("you", browser.Text(".sketch-text em"));
        Assert.Empty(browser.Page.QuerySelectorAll(".sketch-text script, .sketch-text a[href^=javascript]"));
        Assert.Equal("The preview ends here", browser.Text(".sketch-end"));
        Assert.EndsWith("The rest", browser.Text(".sketch-text"), StringComparison.Ordinal);
    }

    /// <summary>Longer than any text that is saved: what a preview shows of it is as it was typed, and no parser is asked.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("An opening.\n\n<!-- preview ends -->\n\n")]
    public async Task Preview_AMegabyteOfNestedBrackets_IsShownAsTyped(string opening)
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor/new-article");
        var nested = new string('[', 500_000) + new string(']', 500_000);
        await browser.PressAsync("[data-part=preview]", Fields("T", ("markdown", opening + nested)));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll(".sketch-text a"));
        Assert.Contains(new string('[', 400_000), browser.Find(".sketch-text").TextContent, StringComparison.Ordinal);
        Assert.Equal(opening + nested, browser.Find("textarea[name=markdown]").TextContent);   // nothing typed is lost

        await browser.SaveAsync(Fields("T", ("markdown", opening + nested)));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task Restore_EarlierRevision_IsTheNextOneAndStaysPublished()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(Fields(title, ("markdown", $"First{End}")));
        await browser.SaveAsync(Fields(title, ("filmId", "alien-1979"), ("state", "published"), ("markdown", $"Second{End}")));
        await browser.OpenAsync($"/editor/articles/{slug}/revisions?revision=1");
        Assert.Equal($"First{End}", browser.Find(".revision-source pre").TextContent);
        await browser.PressAsync("[data-part=restore]");

        Assert.Equal("Revision 1 has been restored as revision 3.", browser.Text("main .notice"));
        var newest = (await shared.Site.Grains.GetGrain<IArticleGrain>(slug).ReadAsync())!;
        // the draft knew no film yet
        Assert.Equal((3, $"First{End}", "alien-1979"), (newest.Number, newest.Text.Markdown, newest.Text.FilmId));
        Assert.NotNull(newest.Text.PublishedAt);
    }

    [Theory]
    [InlineData("/editor/new-article")]
    [InlineData("/editor/articles/anything")]
    [InlineData("/editor/articles/anything/revisions")]
    public Task Pages_ForWhoIsNoEditor_AreNotShown(string path) => shared.Site.HidesPageAsync(path);

    [Fact]
    public async Task Post_ByWhoIsNoEditor_TellsNothingOfTheArticle()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var (title, slug) = NewTitle();
        await browser.OpenAsync("/editor/new-article");
        await browser.SaveAsync(Fields(title, ("markdown", "Open\n\n<!-- preview ends -->\n\nxyzzy-withheld")));
        using var reader = new PaperBrowser(shared.Site);
        foreach (var path in new[] { "", "/revisions", "?handler=Preview", "?handler=Sketch" })
        {
            await reader.SendAsync($"/editor/articles/{slug}{path}",
                [KeyValuePair.Create("revision", "1"), KeyValuePair.Create("newest", "1")], "same-origin");
            Assert.DoesNotContain("xyzzy-withheld", reader.Page.Source.Text, StringComparison.Ordinal);
        }
    }

    private static (string Title, string Slug) NewTitle()
    {
        var id = Guid.NewGuid().ToString("N");
        return ($"An <i>Article</i> {id}", $"an-i-article-i-{id}");
    }

    private static (string, string)[] Fields(string title, params (string Name, string Value)[] more) =>
        [("title", title), ("author", "Ann Critic"),
            .. more.Any(field => field.Name == "state") ? Array.Empty<(string, string)>() : [("state", "draft")],
            ("access", "subscribers"), .. more];
}
