using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Metadata;

/// <summary>What pages say of themselves to search engines and to those who show links.</summary>
public sealed class MetadataTests(SharedSite shared)
{
    private const string Block = "script[type='application/ld+json']";

    [Fact]
    public async Task Film_Known_TellsWhatSchemaOrgAsks()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films/never-let-me-go-2010?voted=0");
        using var data = JsonDocument.Parse(browser.Find(Block).TextContent);
        var movie = data.RootElement;
        Assert.Equal(
            ("https://schema.org", "Movie", "Never Let Me Go"), (Text(movie, "@context"), Text(movie, "@type"), Text(movie, "name")));
        Assert.Equal(("2010-10-15", "PT103M", "R", "Drama"),
            (Text(movie, "datePublished"), Text(movie, "duration"), Text(movie, "contentRating"), Text(movie, "genre")));
        Assert.Equal("""[{"@type":"Person","name":"Mark Romanek"}]""", movie.GetProperty("director").GetRawText());
        Assert.Equal("""[{"@type":"Person","name":"Keira Knightley"},{"@type":"Person","name":"Carey Mulligan"}]""",
            movie.GetProperty("actor").GetRawText());
        Assert.Equal(Whole("/films/never-let-me-go-2010"), Text(movie, "url"));
        Assert.Equal(Whole("/films/never-let-me-go-2010/cover.png"), Text(movie, "image"));

        Assert.Equal(Whole("/films/never-let-me-go-2010"), browser.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal(Whole("/films/never-let-me-go-2010/cover.png"), Meta(browser, "og:image"));
        Assert.Equal("video.movie", Meta(browser, "og:type"));
        Assert.Contains(
            "directed by Mark Romanek", browser.Find("meta[name=description]").GetAttribute("content"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("meta[name=robots]"));
    }

    [Fact]
    public async Task Film_VotedOn_TellsTheReadersRatingAndBeforeThatNone()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.DoesNotContain("aggregateRating", browser.Find(Block).TextContent, StringComparison.Ordinal);

        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "3.5");
        await browser.OpenAsync($"/films/{filmId}");
        using var data = JsonDocument.Parse(browser.Find(Block).TextContent);
        var rating = data.RootElement.GetProperty("aggregateRating");
        Assert.Equal(
            (3.5, 1, 5, 0.5), (
                Number(rating, "ratingValue"), Number(rating, "ratingCount"), Number(rating, "bestRating"), Number(rating, "worstRating")));
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script> \"Quoted\" & 'so' \u2028")]
    public async Task Film_TitleThatWouldEndTheBlock_StaysInside(string title)
    {
        var filmId = await shared.NewFilmAsync();
        var grain = shared.Site.Grains.GetGrain<IFilmGrain>(filmId);
        await grain.PublishAsync((await grain.ReadAsync()).Details! with { Title = title });
        using var browser = new PaperBrowser(shared.Site);
        var shown = await Eventually.GetAsync(
            async () =>
            {
                await browser.OpenAsync($"/films/{filmId}");
                using var data = JsonDocument.Parse(browser.Find(Block).TextContent);
                return Text(data.RootElement, "name");
            },
            name => name == title);
        Assert.Equal(title, shown);
        Assert.Equal($"{title} · OrleansReviews", browser.Page.QuerySelector("title")!.TextContent);
        Assert.Single(browser.Page.QuerySelectorAll("script:not([src])"));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/films?page=1&sort=title&genre=Drama", "/films?genre=Drama")]
    [InlineData("/films?utm_source=paper", "/films")]
    public async Task Page_Listed_NamesItsOwnAddress(string path, string address)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.Equal(Whole(address), browser.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal(Whole(address), Meta(browser, "og:url"));
        Assert.NotEmpty(browser.Find("meta[name=description]").GetAttribute("content")!);
        Assert.Equal(Whole("/cover.png"), Meta(browser, "og:image"));
        Assert.Null(browser.Page.QuerySelector("meta[name=robots]"));
    }

    [Fact]
    public async Task Picture_OfTheSite_IsDrawnAndKept()
    {
        using var visitor = shared.Site.Visitor();
        using var picture = await visitor.AskAsync("/cover.png");
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.InRange((await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 10_000, 80_000);
        Assert.True(picture.Headers.CacheControl?.Public);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/cover.png") { Headers = { IfNoneMatch = { picture.Headers.ETag! } } };
        using var kept = await visitor.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, kept.StatusCode);
    }

    [Theory]
    [InlineData("/films?search=never")]
    [InlineData("/films?genre=Nothing")]
    [InlineData("/account/login")]
    [InlineData("/nowhere")]
    public async Task Page_NotForSearchEngines_SaysSo(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.StartsWith("noindex", browser.Find("meta[name=robots]").GetAttribute("content"), StringComparison.Ordinal);
    }

    private static string? Meta(PaperBrowser browser, string property) =>
        browser.Find($"meta[property='{property}']").GetAttribute("content");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private string Whole(string path) => new Uri(shared.Site.Address, path).ToString();
}
