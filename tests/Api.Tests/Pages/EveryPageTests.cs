using Reviews.Api.Tests.Fixtures;
using Reviews.Web.Http;

namespace Reviews.Api.Tests.Pages;

/// <summary>What holds for every page.</summary>
public sealed class EveryPageTests(SharedSite shared)
{
    public static TheoryData<string> Paths =>
    [
        "/", "/films", "/films?sort=-votes&genre=Drama&search=let", "/films/never-let-me-go-2010", "/films/never-let-me-go-2010/reviews",
        "/films/never-let-me-go-2010/reviews/mine", "/account/login", "/account/register", "/account/ratings",
        "/members/1", "/nowhere", "/reviews", "/reviews?search=let&stars=3", "/account/forgot", "/account/reset", "/account/confirm",
        "/account/mail", "/account/settings", "/account/settings/name",
        "/account/settings/email", "/account/settings/password", "/account/settings/two-factor", "/account/settings/passkeys",
        "/account/settings/import", "/account/settings/erase", "/account/erased/nothing",
    ];

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
        Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src]):not([type='application/ld+json'])"));
        Assert.DoesNotContain(
            browser.Page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPageSignedIn_HasATokenInEveryForm(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync(path);
        var posted = browser.Page.Forms.Where(form => form.Method == "post").ToArray();
        Assert.All(posted, form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
        Assert.NotEmpty(posted);
    }

    /// <summary>Pages that members never see, and those of operators.</summary>
    [Theory]
    [InlineData("/account/login", false)]
    [InlineData("/account/register", false)]
    [InlineData("/account/forgot", false)]
    [InlineData("/account/reset?email=ann@example.com&code=MTIz", false)]
    [InlineData("/account/confirm?userId=1&code=MTIz", false)]
    [InlineData("/account/two-factor", false)]
    [InlineData($"/account/roles?member={Site.OperatorEmail}", true)]
    [InlineData("/ops", true)]
    public async Task Get_PageForSomeOnly_HasNothingInlineAndATokenInEveryForm(string path, bool isForOperators)
    {
        using var browser = new PaperBrowser(shared.Site);
        if (isForOperators) await SignInAsync(browser, Site.OperatorEmail, path);
        else if (path == "/account/two-factor") await ComeToTheSecondStepAsync(browser);
        else await browser.OpenAsync(path);

        Assert.StartsWith(path, browser.Address, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src]):not([type='application/ld+json'])"));
        Assert.DoesNotContain(
            browser.Page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        var posted = browser.Page.Forms.Where(form => form.Method == "post").ToArray();
        Assert.NotEmpty(posted);
        Assert.All(posted, form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
    }

    private static async Task SignInAsync(PaperBrowser browser, string email, string path)
    {
        await browser.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(path)}");
        await browser.PressAsync("main button", ("Input.Email", email), ("Input.Password", Site.Password));
    }

    private async Task ComeToTheSecondStepAsync(PaperBrowser browser)
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync("/account/settings/two-factor");
        await member.PressAsync("[data-part=start]");
        await member.PressAsync("[data-part=on]", ("code", Authenticator.Code(member.Text("[data-part=key]"))));
        await SignInAsync(browser, email, "/");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPage_HasOneHeadingOfTheFirstLevelAndSkipsNone(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        var levels = browser.Page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToArray();
        Assert.Single(levels, 1);
        Assert.All(
            levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPage_HasItsLandmarksASkipLinkAndASearchBox(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.Single(browser.Page.QuerySelectorAll("main"));
        Assert.Single(browser.Page.QuerySelectorAll("body > header"));
        Assert.Single(browser.Page.QuerySelectorAll("body > footer"));
        Assert.All(browser.Page.QuerySelectorAll("nav"), nav => Assert.False(string.IsNullOrEmpty(nav.GetAttribute("aria-label"))));
        Assert.Equal("main", browser.Find(browser.Find(".skip").GetAttribute("href")!).LocalName);
        Assert.Equal("/films", browser.Find("header form[role=search]").GetAttribute("action"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Get_AnyPage_RefersOnlyToDrawingsThatAreThere(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.All(browser.Page.QuerySelectorAll("use"), use => Assert.NotNull(browser.Page.QuerySelector(use.GetAttribute("href")!)));
    }
}
