using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Live;

/// <summary>A page hears of what is on the screen and of nothing else, over one line.</summary>
public sealed class WatchingTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task List_WhileItIsScrolled_WatchesWhatIsSeenOverOneLine()
    {
        var window = await OpenAsync(site.Address);
        var traffic = new LiveTraffic(window.Page);
        var list = await new BrowsePage(window.Page).OpenAsync();
        var (first, last) = (list.Ratings.First, list.Ratings.Last);
        var (top, bottom) = (await FilmOfAsync(first), await FilmOfAsync(last));

        await Expect(first).ToHaveAttributeAsync("state", "live");
        Assert.Contains(top, traffic.Watched);
        Assert.DoesNotContain(bottom, traffic.Watched);
        Assert.InRange(traffic.Watched.Count, 4, await list.Ratings.CountAsync() - 4);

        await last.ScrollIntoViewIfNeededAsync();
        await Eventually.GetAsync(() => traffic.Watched, watched => watched.Contains(bottom) && !watched.Contains(top));
        await first.ScrollIntoViewIfNeededAsync();
        await Eventually.GetAsync(() => traffic.Watched, watched => watched.Contains(top) && !watched.Contains(bottom));
        Assert.Equal(1, traffic.Lines);
    }

    /// <summary>
    /// A film's page has its rating three times: in a glance, spread out, and over time. None of them is watched from the foot of the page.
    /// </summary>
    [Fact]
    public async Task Film_ScrolledAway_IsWatchedNoMoreAndRightWhenItIsSeenAgain()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address, new() { Width = 390, Height = 150 });
        var traffic = new LiveTraffic(window.Page);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.Rating.ScrollIntoViewIfNeededAsync();
        await Eventually.GetAsync(() => traffic.Watched, watched => watched.SetEquals([filmId]));

        await window.Page.GetByRole(AriaRole.Contentinfo).ScrollIntoViewIfNeededAsync();
        await Eventually.GetAsync(() => traffic.Watched, watched => watched.Count == 0);
        await voter.VoteAsync(filmId, 4.5);
        await Expect(film.Count).ToHaveTextAsync("0 ratings");

        await film.Rating.ScrollIntoViewIfNeededAsync();
        await film.ShowsAsync("4.50", "1 rating");
        Assert.Equal(1, traffic.Lines);
    }

    [Fact]
    public async Task FrontPage_WhileSomebodyVotes_Moves()
    {
        const string film = "the-godfather-1972";
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        await window.Page.GotoAsync("/");
        var rating = new BrowsePage(window.Page).Rating(film).First;
        await rating.ScrollIntoViewIfNeededAsync();
        await Expect(rating).ToHaveAttributeAsync("state", "live");
        var count = rating.Locator("[data-part=count]");
        var before = int.Parse((await count.TextContentAsync())!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        await voter.VoteAsync(film, 4);
        await Expect(count).ToHaveTextAsync($"{before + 1} ratings");
    }

    [Fact]
    public async Task OwnRatings_WhileSomebodyElseVotes_ShowWhatAllReadersThink()
    {
        var filmId = await site.NewFilmAsync();
        using var other = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        await window.VoteAsync(filmId, 3);
        await window.Page.GotoAsync("/account/ratings");
        var rating = new BrowsePage(window.Page).Rating(filmId);
        await Expect(rating).ToHaveAttributeAsync("state", "live");

        await other.VoteAsync(filmId, 5);
        await Expect(rating.Locator("[data-part=average]")).ToHaveTextAsync("4.00");
        await Expect(rating.Locator("[data-part=count]")).ToHaveTextAsync("2 ratings");
    }

    [Fact]
    public async Task Offers_WhileSomebodyVotes_Move()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        await new BrowsePage(window.Page).OpenOnAsync(filmId);   // the search knows it by then
        var box = new SearchBox(window.Page);
        await box.Words.FillAsync("");
        await box.Words.PressSequentiallyAsync(BrowsePage.WordsOf(filmId));
        var rating = box.Offers.Locator($"live-rating[film='{filmId}']");
        await Expect(rating).ToBeHiddenAsync();

        await voter.VoteAsync(filmId, 3.5);
        await Expect(rating).ToHaveTextAsync("3.50 ★");
        await Expect(rating).ToBeVisibleAsync();
    }

    private static async Task<string> FilmOfAsync(ILocator rating) => (await rating.GetAttributeAsync("film"))!;
}
