using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>The front page, from an empty catalogue to the first votes.</summary>
[Trait("Category", "Slow")]
public sealed class FrontPageTests
{
    private const string Films = """
        [
          { "title": "Alien", "releaseDate": "1979-05-25", "genre": "Horror", "imdbRating": 8.5, "imdbVotes": 180000 },
          { "title": "Zodiac", "releaseDate": "2007-03-02", "genre": "Drama", "imdbRating": 7.7, "imdbVotes": 140000 },
          { "title": "Little Seen", "releaseDate": "2007-05-02", "genre": "Drama", "imdbRating": 9.9, "imdbVotes": 12 },
          { "title": "Brazil", "releaseDate": "1985-02-20" }
        ]
        """;

    [Fact]
    public async Task Get_AsTheCatalogueFills_ShowsWhatThereIs()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:Enabled=false"]);
        using var browser = new PaperBrowser(site);
        await browser.OpenAsync("/");
        Assert.Equal("There are no films here yet.", browser.Text("main p"));
        Assert.Empty(browser.Page.QuerySelectorAll("main section"));

        await site.ImportAsync(Films);
        await ShowsAsync(
            browser, () => (Elsewhere: Titles(browser, "elsewhere").Length, Index: browser.Page.QuerySelectorAll(".index-list a").Length),
            shown => shown == (1, 5));
        Assert.Equal("Waiting for its first vote", browser.Text(".lead-kicker"));
        string[] acclaimed = [browser.Text(".lead-title"), .. Titles(browser, "elsewhere")];
        Assert.Equal(["Alien", "Zodiac"], acclaimed.Order());
        Assert.Null(browser.Page.QuerySelector("#best"));
        Assert.Equal(["Drama", "Horror"], browser.Page.QuerySelectorAll(".index-list a[href*=genre]").Select(link => link.TextContent));
        Assert.Equal(
            ["1970s", "1980s", "2000s"], browser.Page.QuerySelectorAll(".index-list a[href*=decade]").Select(link => link.TextContent));

        using var member = await site.NewMemberAsync();
        await member.VoteAsync("zodiac-2007", "4.5");
        await ShowsAsync(browser, () => (Kicker: browser.Text(".lead-kicker"), Best: Titles(browser, "best").Length),
            shown => shown == ("Trending now", 1));
        Assert.Equal("Zodiac", browser.Text(".lead-title"));
        Assert.Equal("zodiac-2007", browser.Find(".lead live-rating").GetAttribute("film"));
        Assert.Equal("4.50", browser.Text(".lead [data-part=average]"));
        Assert.Equal(["Zodiac"], Titles(browser, "best"));
        Assert.Equal(["Alien"], Titles(browser, "elsewhere"));
    }

    /// <summary>The choice of films is kept for some seconds.</summary>
    private static Task<T> ShowsAsync<T>(PaperBrowser browser, Func<T> read, Func<T, bool> isRight) => Eventually.GetAsync(
        async () =>
        {
            await browser.OpenAsync("/");
            return read();
        },
        isRight);

    private static string[] Titles(PaperBrowser browser, string section) =>
        [.. browser.Page.QuerySelectorAll($"section[aria-labelledby={section}] .film-title").Select(title => title.TextContent)];
}
