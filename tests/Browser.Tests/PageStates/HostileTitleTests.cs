using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.PageStates;

/// <summary>A title is text, whatever it says.</summary>
public sealed class HostileTitleTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Film_WithHtmlInItsTitle_ShowsItAsText()
    {
        var window = await OpenAsync(site.Address);
        var film = await new FilmPage(window.Page).OpenAsync(SharedSite.HostileFilm);

        await film.IsLiveAsync();
        await Expect(film.Title).ToHaveTextAsync(SharedSite.HostileTitle);
        await Expect(film.Title.Locator("*")).ToHaveCountAsync(0);
        Assert.Contains(SharedSite.HostileTitle, await window.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ForATitleWithHtml_ShowsAndOffersItAsText()
    {
        var window = await OpenAsync(site.Address);
        var list = await new BrowsePage(window.Page).OpenAsync("?search=owned+quoted");
        var box = new SearchBox(window.Page);

        await Expect(list.Titles.First).ToHaveTextAsync(SharedSite.HostileTitle);
        await box.Words.FillAsync("");
        await box.Words.PressSequentiallyAsync("owned quoted");
        await Expect(box.Offers.First).ToContainTextAsync(SharedSite.HostileTitle);
        Assert.NotEqual("owned", await window.Page.TitleAsync());
    }
}
