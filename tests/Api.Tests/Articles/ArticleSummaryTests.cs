using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Articles;

/// <summary>Articles as pages, feeds and structured data.</summary>
public sealed class ArticleSummaryTests(SharedSite shared)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Page_ForANonSubscriber_SaysVerdictSpoilersAndWhereThePreviewEnds()
    {
        var (slug, filmId) = await PublishAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/reviews/{slug}");
        Assert.Equal("The quiet", browser.Text("h1"));
        Assert.Equal("3½ stars – Good", browser.Text(".critic-line"));
        Assert.Contains("Contains spoilers.", browser.Text(".spoilers"), StringComparison.Ordinal);
        Assert.Equal("You’ve reached the end of this preview", browser.Text(".preview-end h2"));
        Assert.Equal($"/account/login?returnUrl=%2Freviews%2F{slug}", browser.Find(".preview-ways a").GetAttribute("href"));
        Assert.Equal($"/films/{filmId}", browser.Find(".article-film-title a").GetAttribute("href"));
        Assert.Equal("Begins well.", browser.Text(".prose"));

        await browser.JoinAsync($"/reviews/{slug}");
        Assert.Equal($"/reviews/{slug}", browser.Address);
        Assert.Contains("don’t have a subscription yet", browser.Text(".preview-end"), StringComparison.Ordinal);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal($"/reviews/{slug}", browser.Find(".critic a").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_OfAnArticle_TellsMachinesThatItIsNotFree()
    {
        var (slug, filmId) = await PublishAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/reviews/{slug}");
        var data = JsonDocument.Parse(browser.Find("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal("Review", data.GetProperty("@type").GetString());
        Assert.False(data.GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Equal((3.5m, 5m, 0.5m), (Number(data, "ratingValue"), Number(data, "bestRating"), Number(data, "worstRating")));
        Assert.Equal(
            new Uri(shared.Site.Address, $"/films/{filmId}").ToString(), data.GetProperty("itemReviewed").GetProperty("url").GetString());
        Assert.Equal("Ines Halloran", data.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal(new Uri(shared.Site.Address, $"/reviews/{slug}").ToString(), browser.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.StartsWith(
            "3½ stars – Good. Ines Halloran on ", browser.Find("meta[name=description]").GetAttribute("content"), StringComparison.Ordinal);
        Assert.Equal("article", browser.Find("meta[property='og:type']").GetAttribute("content"));

        await browser.OpenAsync($"/films/{filmId}");
        var movie = JsonDocument.Parse(browser.Find("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal("The quiet", movie.GetProperty("review")[0].GetProperty("headline").GetString());

        static decimal Number(JsonElement data, string name) => data.GetProperty("reviewRating").GetProperty(name).GetDecimal();
    }

    [Fact]
    public async Task Feed_IsAtom_NewestFirstWithPreviews()
    {
        var (slug, _) = await PublishAsync();
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync("/feed.xml");
        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=300", response.Headers.CacheControl?.ToString());
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        foreach (var name in new[] { "id", "title", "updated" }) Assert.Single(feed.Elements(Atom + name));
        Assert.Equal(new Uri(shared.Site.Address, "/feed.xml").ToString(),
            feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")!.Value);
        var entries = feed.Elements(Atom + "entry").ToArray();
        Assert.All(
            entries, entry =>
                Assert.All(new[] { "id", "title", "updated", "content" }, name => Assert.Single(entry.Elements(Atom + name))));
        var own = entries.Single(entry => entry.Element(Atom + "id")!.Value == new Uri(shared.Site.Address, $"/reviews/{slug}").ToString());
        Assert.Equal("<p>Begins <em>well</em>.</p>", own.Element(Atom + "content")!.Value.Trim());
        Assert.Equal("html", own.Element(Atom + "content")!.Attribute("type")!.Value);
        var times = entries.Select(entry => entry.Element(Atom + "updated")!.Value).ToArray();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Reviews_Page_ListsNarrowsAndSearches()
    {
        var (slug, _) = await PublishAsync("Unmistakable " + EditorCalls.NewSlug());
        using var browser = new PaperBrowser(shared.Site);
        await Eventually.GetAsync(
            async () =>
            {
                await browser.OpenAsync("/reviews?search=unmistakable");
                return browser.Page.QuerySelectorAll(".article-card a").Select(link => link.GetAttribute("href")).ToArray();
            },
            links => links.Contains($"/reviews/{slug}"));
        Assert.Equal("“unmistakable”", browser.Text("h1"));
        await browser.OpenAsync("/reviews?author=Ines+Halloran&stars=3");
        Assert.Contains("Reviews", browser.Text("h1"), StringComparison.Ordinal);
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".article-card"));
        await browser.OpenAsync("/reviews?page=999");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/reviews?sort=length");
        Assert.Contains("sort", browser.Text(".notice"), StringComparison.Ordinal);
        await browser.OpenAsync("/reviews/no-such-article");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task Reviews_Search_FindsWhatReadersSayAndQuotesNoSpoiler()
    {
        var filmId = await shared.NewFilmAsync();
        using var open = await shared.Site.NewMemberAsync();
        using var spoiling = await shared.Site.NewMemberAsync();
        (await open.PutJsonAsync(
            $"/api/films/{filmId}/reviews/me", """{"title":"Saxifrage","body":"It is all about saxifrage, really."}""")).Dispose();
        (await spoiling.PutJsonAsync($"/api/films/{filmId}/reviews/me",
            """{"title":"Saxifrage again","body":"The butler picked saxifrage.","spoilers":true}""")).Dispose();
        using var visitor = shared.Site.Visitor();

        var page = await Eventually.GetAsync(
            () => visitor.GetStringAsync(new Uri("/reviews?search=saxifrage", UriKind.Relative), TestContext.Current.CancellationToken),
            page => page.Contains("Saxifrage again", StringComparison.Ordinal));
        Assert.Contains("It is all about saxifrage", page, StringComparison.Ordinal);
        Assert.Contains("Contains spoilers.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("butler", page, StringComparison.Ordinal);
        Assert.Empty((await shared.Site.GrainCalls.AskAsync(visitor, "/reviews?search=saxifrage")).Calls);
        Assert.DoesNotContain(
            "Saxifrage", await visitor.GetStringAsync(
                new Uri("/reviews", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%22")]
    [InlineData("%22never%22+OR+NOT+*")]
    [InlineData("headline%3Anever")]
    [InlineData("%F0%9F%8E%AC%F0%9F%8D%BF")]
    [InlineData("%00")]
    [InlineData("%27%3B+DROP+TABLE+writing+--")]
    public async Task Reviews_SearchWithSigns_IsAnsweredByPageAndApi(string text)
    {
        using var visitor = shared.Site.Visitor();
        foreach (var path in new[] { "/reviews?search=", "/api/articles?search=" })
        {
            using var answer = await visitor.AskAsync(path + text);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<(string Slug, string FilmId)> PublishAsync(string title = "The quiet")
    {
        var (slug, filmId) = (EditorCalls.NewSlug(), await shared.NewFilmAsync());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(slug, new
        {
            title, author = "Ines Halloran", filmId, stars = 3.5, access = "subscribers", spoilers = true,
            markdown = "Begins *well*.\n\n<!-- preview ends -->\n\nAnd ends.",
        });
        return (slug, filmId);
    }
}
