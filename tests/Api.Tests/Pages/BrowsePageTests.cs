using System.Net;
using System.Text;
using AngleSharp.Dom;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>The browse page with script off.</summary>
public sealed class BrowsePageTests(SharedSite shared)
{
    private const string Titles = ".film-grid .film-title";

    [Fact]
    public async Task Get_Films_ListsThemByTitle()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films");
        var titles = browser.Page.QuerySelectorAll(Titles).Select(title => title.TextContent)
            .Where(title => Ascii.IsValid(title)).ToArray();
        Assert.NotEmpty(titles);
        Assert.Equal(titles.Order(StringComparer.OrdinalIgnoreCase), titles);
        Assert.Equal("A to Z", browser.Text(".sorts [aria-current]"));
    }

    [Fact]
    public async Task Get_Film_IsACardWithCoverFactsAndLiveRating()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films?search=never%20let%20me%20go");
        Assert.Equal("“never let me go”", browser.Text("h1"));
        Assert.Equal("Never Let Me Go", browser.Text(Titles));
        Assert.Equal("/films/never-let-me-go-2010", browser.Find(Titles + " a").GetAttribute("href"));
        Assert.Equal("Drama · 2010 · IMDb 7.3", browser.Text(".film-card .film-facts-line"));
        Assert.Equal("never-let-me-go-2010", browser.Find(".film-card live-rating").GetAttribute("film"));
        Assert.NotNull(browser.Page.QuerySelector(".film-card svg.cover[aria-hidden=true]"));
        Assert.Equal("never let me go", browser.Find("header input[name=search]").GetAttribute("value"));
    }

    /// <summary>Follows the links as a reader does: choose, choose more, and take both away again.</summary>
    [Fact]
    public async Task Filters_ChosenAndRemoved_LeadThereAndBack()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films?sort=-released");
        await browser.OpenAsync(Choice(browser, "Drama"));
        Assert.Equal("/films?genre=Drama&sort=-released", browser.Address);
        Assert.Equal("Drama", browser.Text("h1"));
        Assert.Equal("true", Link(browser, "Drama").GetAttribute("aria-current"));

        await browser.OpenAsync(Choice(browser, "2010s"));
        Assert.Equal("/films?genre=Drama&decade=2010&sort=-released", browser.Address);
        Assert.Equal(["Drama", "Films of the 2010s"], Chips(browser));
        Assert.Contains("Never Let Me Go", browser.Page.QuerySelectorAll(Titles).Select(title => title.TextContent));

        await browser.OpenAsync(browser.Find(".chip").GetAttribute("href")!);
        Assert.Equal(["Films of the 2010s"], Chips(browser));
        await browser.OpenAsync(Choice(browser, "2010s"));
        Assert.Equal("/films?sort=-released", browser.Address);
        Assert.Empty(Chips(browser));
    }

    [Fact]
    public async Task Filters_EachChoice_SaysHowManyFilmsItLeaves()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films?decade=2010");
        var count = Link(browser, "Drama").QuerySelector(".filter-count")!.TextContent;
        await browser.OpenAsync(Choice(browser, "Drama"));
        Assert.Equal(count, browser.Text(".browse-total"));
    }

    [Theory]
    [InlineData("/films?genre=Nonsense")]
    [InlineData("/films?director=%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/films?search=zzzzqqqq")]
    [InlineData("/films?decade=1210&stars=5&mpaa=NC-17")]
    public async Task Get_NothingFits_IsAnEmptyListWithAWayOut(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("No films found.", browser.Text(".empty p"));
        Assert.Equal("/films", browser.Find(".empty a.button").GetAttribute("href"));
        Assert.Empty(browser.Page.QuerySelectorAll(Titles));
        Assert.Empty(browser.Page.QuerySelectorAll(".sorts"));
    }

    [Theory]
    [InlineData("page", "0")]
    [InlineData("page", "-1")]
    [InlineData("page", "two")]
    [InlineData("page", "99999999999999999999")]
    [InlineData("decade", "abc")]
    [InlineData("stars", "6")]
    [InlineData("sort", "colour")]
    public async Task Get_ParameterThatCannotBeRead_IsLeftOutAndSaidSo(string name, string value)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films?{name}={value}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal($"Part of the address couldn’t be read and was ignored: {name}.", browser.Text(".notice"));
        Assert.NotEmpty(browser.Page.QuerySelectorAll(Titles));
    }

    /// <summary>One star is the worst there is, and more than no vote at all.</summary>
    [Fact]
    public async Task Get_BestRated_ListsFilmsThatNobodyRatedLast()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "0.5");
        using var browser = new PaperBrowser(shared.Site);
        var cards = await Eventually.GetAsync(
            async () =>
            {
                await browser.OpenAsync("/films?sort=-readers&stars=0.5");
                var rated = browser.Text(".browse-total");
                await browser.OpenAsync("/films?sort=-readers");
                return (Rated: rated, IsEmpty: browser.Page.QuerySelectorAll(".film-card live-rating")
                    .Select(rating => rating.HasAttribute("empty")).ToArray());
            },
            cards => cards.Rated.StartsWith($"{cards.IsEmpty.Count(isEmpty => !isEmpty)} ", StringComparison.Ordinal)
                || !cards.IsEmpty.Contains(true));
        Assert.Equal(cards.IsEmpty.Order(), cards.IsEmpty);
        Assert.False(cards.IsEmpty[0]);
    }

    [Theory]
    [InlineData("/films?page=99999", "/films")]
    [InlineData("/films?genre=Drama&page=2", "/films?genre=Drama")]
    public async Task Get_BeyondTheLastPage_IsStatus404WithAWayBack(string path, string back)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.StartsWith(back, browser.Find("a[rel=prev]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.StartsWith("That page doesn’t exist. The last page is", browser.Text(".empty p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SearchOf10000Characters_IsCutAndAnswered()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films?search=" + new string('a', 10_000));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(202, browser.Text("h1").Length);
    }

    /// <summary>Each travels as twelve letters: that is more than the server reads of a first line, and no code of ours sees it.</summary>
    [Theory]
    [InlineData("/films")]
    [InlineData("/api/films")]
    public async Task Get_SearchOf5000Emoji_IsRefusedByTheServerItself(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync($"{path}?search={string.Concat(Enumerable.Repeat("%F0%9F%8E%AC", 5_000))}");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/?sort=-votes", "/films?sort=-votes")]
    [InlineData("/?page=2&genre=Drama", "/films?page=2&genre=Drama")]
    public async Task Get_FrontPageWithAListsParameters_LeadsToTheList(string path, string expected)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
    }

    private static string[] Chips(PaperBrowser browser) =>
        [.. browser.Page.QuerySelectorAll(".chip").Select(
            chip => chip.TextContent.Replace("Remove: ", "", StringComparison.Ordinal).TrimEnd('×', ' '))];

    private static string Choice(PaperBrowser browser, string text) => Link(browser, text).GetAttribute("href")!;

    private static IElement Link(PaperBrowser browser, string text) =>
        browser.Page.QuerySelectorAll(".filter-group a").Single(link => link.QuerySelector("span")!.TextContent == text);
}
