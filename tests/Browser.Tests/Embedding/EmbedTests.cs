using Browser.Tests.Fixtures;
using Browser.Tests.PageStates;

namespace Browser.Tests.Embedding;

/// <summary>A rating on somebody else's page.</summary>
public sealed class EmbedTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    private const string Fallback = "rated by readers at OrleansReviews";

    [Fact]
    public async Task Rating_OnAnotherSite_MovesWhenSomebodyVotesAndSendsNoCookie()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        await voter.VoteAsync(filmId, 3);
        await using var foreign = await ForeignSite.StartAsync(site.Address, filmId);
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();   // so that there is a cookie that could be sent
        ExpectUnknownFilm(window);
        var cookies = await SentCookies.WatchAsync(window.Page);

        await window.Page.GotoAsync(foreign.Address.ToString());
        var rating = window.Page.Locator("live-rating").First;
        await Expect(rating).ToHaveAttributeAsync("state", "live");
        await Expect(rating.Locator("[part=average]")).ToHaveTextAsync("3.00");
        await voter.VoteAsync(filmId, 4.5);

        await Expect(rating.Locator("[part=average]")).ToHaveTextAsync("4.50");
        await Expect(rating.Locator("[part=count]")).ToHaveTextAsync("1 rating");
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = "Average rating 4.50 out of 5 stars, 1 rating" }).First;
        await Expect(link).ToHaveAttributeAsync("href", new Uri(site.Address, $"/films/{filmId}").ToString());
        await Expect(rating.GetByRole(AriaRole.Status)).ToHaveTextAsync("Average rating 4.50 out of 5 stars, 1 rating");
        await Expect(window.Page.Locator("live-rating").Last).ToHaveTextAsync("no ratings at OrleansReviews");
        Assert.Superset(new HashSet<string> { "/embed.js", "/hubs/ratings", $"/api/films/{filmId}/rating" }, cookies.Paths.ToHashSet());
        Assert.Empty(cookies.Names);
    }

    /// <summary>What the test above looks with sees cookies where they are sent.</summary>
    [Fact]
    public async Task Cookies_OnThePlatformItself_AreSeen()
    {
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var cookies = await SentCookies.WatchAsync(window.Page);
        await window.Page.GotoAsync($"/films/{SharedSite.FilmOfNote}");
        await Eventually.GetAsync(
            () => (cookies.Paths, cookies.Names), sent => sent.Paths.Contains("/hubs/ratings") && sent.Names.Count > 0);
    }

    /// <summary>The page's own policy blocks the socket, and whatever styles are not the element's own.</summary>
    [Fact]
    public async Task Rating_WhereTheHubIsBlocked_StandsAsItWasWithItsStyles()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        await voter.VoteAsync(filmId, 3.5);
        var home = site.Address.GetLeftPart(UriPartial.Authority);
        await using var foreign = await ForeignSite.StartAsync(
            $"<!DOCTYPE html><title>Strict</title><script async src='{home}/embed.js'></script><live-rating "
                + $"film='{filmId}'>{Fallback}</live-rating>",
            $"default-src 'none'; script-src {home}; connect-src {home}; require-trusted-types-for 'script'");
        var window = await OpenAsync(site.Address);
        foreach (var fault in new[] { "Content Security Policy", "/hubs/ratings", "live line" }) window.Faults.Expect(fault);

        await window.Page.GotoAsync(foreign.Address.ToString());
        var rating = window.Page.Locator("live-rating");
        await Expect(rating.Locator("[part=average]")).ToHaveTextAsync("3.50");
        await Expect(rating).ToHaveAttributeAsync("state", "connecting");
        await voter.VoteAsync(filmId, 5);
        await Expect(rating.Locator("[part=average]")).ToHaveTextAsync("3.50");
        await Expect(rating.Locator("[part=stars]")).ToHaveCSSAsync("flex-shrink", "0");
    }

    [Fact]
    public async Task Rating_WithoutScript_IsTheTextInside()
    {
        await using var foreign = await ForeignSite.StartAsync(site.Address, SharedSite.FilmOfNote);
        var window = await OpenAsync(site.Address, WindowOptions.WithoutScript);
        await window.Page.GotoAsync(foreign.Address.ToString());
        await Expect(window.Page.Locator("live-rating").First).ToHaveTextAsync(Fallback);
    }

    [Fact]
    public async Task Page_OfTheDocumentation_HindersNobodyAndFits()
    {
        await using var foreign = await ForeignSite.StartAsync(site.Address, SharedSite.FilmOfNote);
        var window = await OpenAsync(site.Address);
        ExpectUnknownFilm(window);
        await window.Page.GotoAsync(foreign.Address.ToString());
        await Expect(window.Page.Locator("live-rating").First).ToHaveAttributeAsync("state", "live");
        foreach (var width in new[] { 1280, 390 })
        {
            await window.Page.SetViewportSizeAsync(width, 844);
            Assert.Empty(await Axe.FindingsAsync(window.Page));
            await ScreenshotAlbum.KeepAsync(window.Page, "embed", width, ColorScheme.Light);
        }
    }

    private void ExpectUnknownFilm(Window window)
    {
        window.Faults.ExpectStatus(404, new Uri(site.Address, "/api/films/a-film-that-nobody-made/rating"));
        window.Faults.Expect("there is no film");
    }
}
