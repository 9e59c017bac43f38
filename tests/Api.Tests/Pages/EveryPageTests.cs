using Reviews.Api.Pages;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>What holds for every page.</summary>
public sealed class EveryPageTests(SharedSite shared)
{
    public static TheoryData<string> Paths => ["/", "/?sort=-votes", "/films/never-let-me-go-2010", "/account/login", "/account/register", "/nowhere"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPage_CarriesThePolicy(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(SecurityHeaders.ContentPolicy, response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    /// <summary>The policy would block it, and nobody would see that in a test without a browser.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPageSignedIn_HasNothingInline(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync(path);
        Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(browser.Page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPageSignedIn_HasATokenInEveryForm(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync(path);
        Assert.All(browser.Page.Forms, form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
        Assert.NotEmpty(browser.Page.Forms);
    }

    [Fact]
    public async Task Get_Films_ListsThemPageByPageInOrder()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/");
        var titles = browser.Page.QuerySelectorAll(".films-title").Select(title => title.TextContent).ToArray();
        Assert.Equal(["Alien", "Amélie", "Never Let Me Go"], titles.Where(title => !title.StartsWith("Test", StringComparison.Ordinal)).Take(3));
        Assert.Equal("By title", browser.Text("[aria-current]"));
    }
}
