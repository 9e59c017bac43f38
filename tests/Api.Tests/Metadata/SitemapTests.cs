using System.Net;
using System.Xml.Linq;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Articles;
using Reviews.Application.Site;
using Reviews.Contracts.Films;
using Reviews.Web.Metadata;

namespace Reviews.Api.Tests.Metadata;

public sealed class SitemapTests(SharedSite shared)
{
    [Fact]
    public async Task Robots_NamesTheSitemap_WhichListsPagesAndFilms()
    {
        using var visitor = shared.Site.Visitor();
        var robots = await visitor.GetStringAsync("/robots.txt", TestContext.Current.CancellationToken);
        var address = new Uri(
            robots.Split('\n').Single(line => line.StartsWith("Sitemap: ", StringComparison.Ordinal))["Sitemap: ".Length..].Trim());
        Assert.Equal(new Uri(shared.Site.Address, "/sitemap.xml"), address);

        using var response = await visitor.AskAsync("/sitemap.xml");
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl?.ToString());
        var listed = Locations(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string[] expected = ["/", "/films", "/films/never-let-me-go-2010", "/films/amelie-2001"];
        Assert.Empty(expected.Select(path => new Uri(shared.Site.Address, path).ToString()).Except(listed));
        Assert.Equal(listed.Distinct(), listed);
    }

    [Theory]
    [InlineData("/sitemap-1.xml", HttpStatusCode.OK)]
    [InlineData("/sitemap-2.xml", HttpStatusCode.NotFound)]
    [InlineData("/sitemap-0.xml", HttpStatusCode.NotFound)]
    [InlineData("/sitemap-x.xml", HttpStatusCode.NotFound)]
    public async Task Sitemap_ByNumber_IsThereWhenItIs(string path, HttpStatusCode expected)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Sitemap_MoreFilmsThanOneFileMayHave_IsSeveralFiles()
    {
        FilmState[] films = [.. Enumerable.Range(0, Sitemap.MaxAddresses).Select(
            i => CatalogueFixture.Film(new FilmDetails { FilmId = $"f-{i}", Title = "F", Identity = $"f-{i}" }))];
        using var fixture = new CatalogueFixture(films, searched: false);
        var (sitemap, links) = (new Sitemap(fixture.Index, new ArticleIndex(fixture.Index, TimeProvider.System), TimeProvider.System),
            new SiteLinks(() => "https://films.example"));
        Assert.Equal(2, sitemap.Files);
        Assert.Equal(["https://films.example/sitemap-1.xml", "https://films.example/sitemap-2.xml"],
            await WrittenAsync(body => sitemap.WriteIndexAsync(body, links)));
        var first = await WrittenAsync(body => sitemap.WriteAsync(body, 1, links));
        var second = await WrittenAsync(body => sitemap.WriteAsync(body, 2, links));
        Assert.Equal((Sitemap.MaxAddresses, 2), (first.Length, second.Length));
        Assert.Equal(films.Length + 2, first.Union(second).Count());
    }

    private static async Task<string[]> WrittenAsync(Func<Stream, Task> write)
    {
        using var body = new MemoryStream();
        await write(body);
        body.Position = 0;
        return Locations(body);
    }

    private static string[] Locations(Stream xml) =>
        [.. XDocument.Load(xml).Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value)];
}
