using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Metadata;

/// <summary>Every page of the program, as somebody sees it whom the site does not know.</summary>
public sealed class CrawlTests(SharedSite shared)
{
    private const string Film = "never-let-me-go-2010";

    /// <summary>What an anonymous reader may see at least: front, two lists, film, its reviews, article, member, and the ways in.</summary>
    private const int FewestPages = 10;

    [Fact]
    public async Task Pages_SeenByNobody_EachHasOneHeadingAndATitleAndADescriptionOfItsOwn()
    {
        var slug = EditorCalls.NewSlug();
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(
            slug, new { title = "A face of its own", filmId = Film, stars = 3.5, markdown = "Begins.\n\n<!-- preview ends -->\n\nEnds." });
        var userId = (await editor.ReadAsync("/api/me")).GetProperty("userId").GetString()!;
        var seen = new List<Seen>();
        foreach (var path in Paths(slug, userId))
        {
            using var browser = new PaperBrowser(shared.Site);
            await browser.OpenAsync(path);
            if (browser.Status == HttpStatusCode.OK && browser.Address == path) seen.Add(Look(browser));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', seen.Select(page => $"{page.Path}: {page.Title}")));
        Assert.InRange(seen.Count, FewestPages, int.MaxValue);
        Assert.All(seen, page => Assert.Equal(1, page.Headings));
        Assert.Empty(Doubles(page => page.Title));
        Assert.Empty(Doubles(page => page.Description));
        Assert.All(
            seen.Where(page => page.IsListed), page => Assert.Equal(new Uri(shared.Site.Address, page.Path).ToString(), page.Canonical));
        Assert.Superset(new HashSet<string> { "/", "/films", $"/films/{Film}", "/reviews", $"/reviews/{slug}" },
            seen.Where(page => page.IsListed).Select(page => page.Path).ToHashSet());

        IEnumerable<string> Doubles(Func<Seen, string?> fact) =>
            seen.GroupBy(fact).Where(pages => string.IsNullOrWhiteSpace(pages.Key) || pages.Count() > 1)
                .Select(pages => $"'{pages.Key}': {string.Join(", ", pages.Select(page => page.Path))}");
    }

    [Fact]
    public async Task Icon_AskedForByItself_LeadsToTheSitesOwn()
    {
        using var visitor = shared.Site.Visitor();
        using var answer = await visitor.AskAsync("/favicon.ico");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/img/icon.svg"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal("public, max-age=86400", answer.Headers.CacheControl!.ToString());
    }

    private IEnumerable<string> Paths(string slug, string userId) =>
        shared.Site.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>(), Route: endpoint.RoutePattern)).Where(
                page => page.Page is not null)
            .GroupBy(page => page.Page!.ViewEnginePath, page => page.Route)
            .Select(
                routes => PathOf(routes.MinBy(route => route.PathSegments.Count)!,
                    name => name switch { "filmId" => Film, "slug" => slug, _ => userId }))
            .Order(StringComparer.Ordinal);

    private static string PathOf(RoutePattern route, Func<string, string> valueOf) =>
        "/" + string.Join('/', route.PathSegments.Select(segment =>
        string.Concat(
            segment.Parts.Select(
                part => part is RoutePatternParameterPart parameter ? valueOf(parameter.Name) : ((RoutePatternLiteralPart)part).Content))));

    private static Seen Look(PaperBrowser browser) => new(
        browser.Address,
        browser.Page.QuerySelectorAll("h1").Length,
        browser.Page.Title,
        browser.Page.QuerySelector("meta[name=description]")?.GetAttribute("content"),
        browser.Page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"),
        browser.Page.QuerySelector("meta[name=robots]") is null);

    private sealed record Seen(string Path, int Headings, string? Title, string? Description, string? Canonical, bool IsListed);
}
